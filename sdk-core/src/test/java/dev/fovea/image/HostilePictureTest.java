package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fovea.error.ImageException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, there is a header or one clear sentence. */
class HostilePictureTest {
  private static final Map<String, byte[]> ALL = Pictures.all();
  private static final int CLOSELY = 700;

  static Iterable<String> names() {
    return ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyBeginningGivesTheSameSizeOrOneSentence(String name) {
    byte[] bytes = ALL.get(name);
    ImageHeader whole = Image.of(bytes).header();

    for (int length = 0; length < bytes.length; length += length < CLOSELY ? 1 : 977) {
      byte[] start = Arrays.copyOf(bytes, length);
      headerOrSentence(start).ifPresent(header -> {
        assertThat(header.width()).isEqualTo(whole.width());
        assertThat(header.height()).isEqualTo(whole.height());
        assertThat(header.frames()).isLessThanOrEqualTo(whole.frames());
      });
    }
    assertThat(headerOrSentence(Arrays.copyOf(bytes, 9))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFlippedBitGivesAHeaderOrOneSentence(String name) {
    byte[] bytes = ALL.get(name).clone();

    for (int bit = 0; bit < Math.min(bytes.length, 200) * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      headerOrSentence(bytes).ifPresent(header -> {
        assertThat(header.width()).isPositive();
        assertThat(header.height()).isPositive();
        assertThat(header.frames()).isPositive();
      });
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Property(tries = 2000)
  void rubbishAfterAnyBeginningGivesAHeaderOrOneSentence(
      @ForAll("beginnings") byte[] beginning, @ForAll byte[] rubbish) {
    byte[] bytes = new Bytes().all(beginning).all(rubbish).done();

    headerOrSentence(bytes).ifPresent(header -> assertThat(header.width()).isPositive());
  }

  @Provide
  Arbitrary<byte[]> beginnings() {
    return Arbitraries.of(ALL.values())
        .flatMap(bytes -> Arbitraries.integers()
            .between(3, Math.min(bytes.length, 120))
            .map(length -> Arrays.copyOf(bytes, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GIF89a",
        "\u00ff\u00d8\u00ff\u00e0",
        "P6 ",
        "RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8X",
        "II*\0\u00ff\u00ff\u00ff\u000f"
      })
  void aStreamWithoutEndIsGivenUp(String beginning) {
    byte[] bytes = Bytes.of(beginning).done();
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return ' ';
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        Arrays.fill(target, offset, offset + length, (byte) ' ');
        return length;
      }

      @Override
      public long skip(long count) {
        return count;
      }
    };

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThatThrownBy(() ->
                ImageHeader.read(new SequenceInputStream(new ByteArrayInputStream(bytes), endless)))
            .isInstanceOf(ImageException.class));
  }

  @Test
  void aPictureOfNoBytesIsCalledEmpty() {
    assertThatThrownBy(() -> Image.of(new byte[0]).format())
        .isInstanceOf(ImageException.class)
        .hasMessage("picture from bytes in memory: it is empty (0 bytes)");
  }

  private static Optional<ImageHeader> headerOrSentence(byte[] bytes) {
    Optional<ImageHeader> fromSource = attempt(() -> Image.of(bytes).header());
    Optional<ImageHeader> fromStream =
        attempt(() -> ImageHeader.read(new ByteArrayInputStream(bytes)));
    // A stream cannot go back to a place before, so it may know less; it never knows another size.
    fromSource.ifPresent(header -> fromStream.ifPresent(other -> {
      assertThat(other.width()).isEqualTo(header.width());
      assertThat(other.height()).isEqualTo(header.height());
    }));
    return fromSource;
  }

  private static Optional<ImageHeader> attempt(java.util.function.Supplier<ImageHeader> read) {
    try {
      return Optional.of(read.get());
    } catch (ImageException e) {
      assertThat(e).hasMessageMatching("[^\\p{Cntrl}]{20,400}");
      return Optional.empty();
    }
  }
}

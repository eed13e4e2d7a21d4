package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.Imaging;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenPictureTest {
  private static final DecodeLimits LIMITS = new DecodeLimits(4_000_000, Duration.ofSeconds(20));
  private static final List<byte[]> WHOLE = Stream.concat(
          Stream.of("png", "jpeg", "gif", "bmp", "tiff")
              .map(format ->
                  Drawn.encoded(format, Drawn.picture(3, 60, 45, BufferedImage.TYPE_INT_RGB))),
          Stream.of(
              Drawn.jpeg(Drawn.picture(4, 60, 45, BufferedImage.TYPE_INT_RGB), 0.5f, true),
              Drawn.encoded("png", Drawn.picture(5, 60, 45, BufferedImage.TYPE_BYTE_INDEXED)),
              Bytes.plainWebp(60, 45, 9, 8, 7),
              "P6 3 2 255\nabcdefghijklmnopqr".getBytes(StandardCharsets.US_ASCII),
              "P3 2 1 9\n1 2 3 4 5 6".getBytes(StandardCharsets.US_ASCII),
              "P4 9 2\n1234".getBytes(StandardCharsets.US_ASCII),
              "P1 3 2\n101 0 1 0".getBytes(StandardCharsets.US_ASCII)))
      .toList();

  private final Imaging imaging = new JavaImaging();

  @Property(tries = 400)
  void whateverTheBytesThereIsAnAnswerOrAnImageException(
      @ForAll @IntRange(max = 11) int which, @ForAll long seed) {
    Image picture = Image.of(broken(WHOLE.get(which), new Random(seed)));

    try {
      assertThat(imaging.decode(picture, LIMITS).width()).isPositive();
      assertThat(imaging.reencode(picture, ImageFormat.JPEG, LIMITS).header().format())
          .isEqualTo(ImageFormat.JPEG);
      assertThat(imaging.thumbnail(picture, 10, LIMITS).header().width()).isBetween(1, 10);
    } catch (ImageException e) {
      assertThat(e).hasMessageStartingWith(picture + ": ");
      assertThat(e.getMessage()).hasSizeGreaterThan(picture.toString().length() + 10);
    }
  }

  /** Some bytes changed, and sometimes the end cut off or something put into the middle. */
  private static byte[] broken(byte[] whole, Random dice) {
    byte[] bytes = whole.clone();
    for (int i = dice.nextInt(6); i >= 0; i--) {
      bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt();
    }
    int kind = dice.nextInt(6);
    if (kind == 0) {
      return Arrays.copyOf(bytes, 1 + dice.nextInt(bytes.length));
    }
    if (kind == 1) {
      int at = dice.nextInt(bytes.length);
      System.arraycopy(whole, 0, bytes, at, Math.min(whole.length - at, 30));
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 9, 10})
  void picturesWithoutTheirEndAreRefused(int which) {
    byte[] whole = WHOLE.get(which);
    Image cut = Image.of(Arrays.copyOf(whole, whole.length - whole.length / 4));

    assertThatThrownBy(() -> imaging.decode(cut, LIMITS))
        .isInstanceOf(ImageException.class)
        .isNotInstanceOf(ImageLimitException.class);
  }

  @Test
  void theMessageSaysWhatIsWrong() {
    Image cut = Image.of(Arrays.copyOf(WHOLE.get(1), 900));
    Image text = Image.of("hello, no picture".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> imaging.decode(cut, LIMITS))
        .hasMessage("picture from bytes in memory: it is cut off: its end is missing");
    assertThatThrownBy(() -> imaging.decode(text, LIMITS))
        .hasMessageStartingWith("picture from bytes in memory: it is no picture");
    assertThatThrownBy(
            () -> imaging.decode(Image.at(URI.create("https://example.com/a.png")), LIMITS))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("remote");
  }

  @Test
  void aChecksumBehindTheHeaderIsAWarning() {
    byte[] png = WHOLE.get(0).clone();
    // The checksum of the end.
    png[png.length - 1]++;

    assertThat(imaging.decode(Image.of(png), LIMITS).warnings())
        .containsExactly("a checksum is wrong");
  }

  @Test
  void manyThreadsMayUseItAtOnce() throws Exception {
    List<Long> alone = WHOLE.stream().map(this::hash).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> together = IntStream.range(0, 10 * WHOLE.size())
          .mapToObj(i -> pool.submit(() -> hash(WHOLE.get(i % WHOLE.size()))))
          .toList();
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % alone.size()));
      }
    } finally {
      pool.shutdown();
    }
  }

  private long hash(byte[] picture) {
    return imaging.decode(Image.of(picture), LIMITS).perceptualHash();
  }
}

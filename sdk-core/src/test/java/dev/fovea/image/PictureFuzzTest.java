package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.fovea.error.ImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile pictures: a header or one sentence, soon. An ordinary build tries the pictures given and
 * every input that ever made trouble; CONTRIBUTING.md says how to look for more.
 */
class PictureFuzzTest {
  private static final long RUNS = 1_000_000;
  private static final int LONGEST = 2_500;
  private static final Map<String, byte[]> PICTURES = Pictures.all();

  static Collection<byte[]> pictures() {
    // Long seeds make long inputs, and fewer of them.
    return PICTURES.values().stream().filter(bytes -> bytes.length <= LONGEST).toList();
  }

  static Stream<String> urls() {
    return Stream.concat(
        PICTURES.values().stream()
            .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, 600)))
            .map(bytes -> "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes)),
        Stream.of(
            "data:;base64,",
            "data:image/png;charset=x;base64,AAAA",
            "DATA:image/jpeg;BASE64,AA=="));
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void png(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.PNG, "\u0089PNG\r\n\u001A\n", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void jpeg(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.JPEG, "\u00FF\u00D8\u00FF", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void webp(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.WEBP, "RIFF", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void gif(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.GIF, "GIF89a", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void bmp(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.BMP, "BM", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void tiff(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.TIFF, bytes.length % 2 == 0 ? "II*\0" : "MM\0*", bytes);
  }

  @MethodSource("pictures")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void ppm(@NotNull byte[] bytes) throws Exception {
    begunWith(ImageFormat.PPM, "P" + (char) ('1' + bytes.length % 6) + "\n", bytes);
  }

  @MethodSource("urls")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void dataUrl(@NotNull String url) throws Exception {
    Soon.ends(() -> {
      try {
        Image picture = Image.fromDataUrl(url);
        assertThat(read(picture)).isLessThanOrEqualTo(url.length());
        look(picture);
      } catch (ImageException e) {
        assertThat(e).hasMessageNotContaining("null").message().isNotBlank();
      }
    });
  }

  /** Most inputs would be no picture at all: these begin like one, unless they do already. */
  private static void begunWith(ImageFormat format, String magic, byte[] rest) throws Exception {
    boolean begins = ImageFormat.sniff(rest).filter(format::equals).isPresent();
    byte[] bytes = begins
        ? rest
        : new Bytes().all(magic.getBytes(StandardCharsets.ISO_8859_1)).all(rest).done();
    Soon.ends(() -> {
      look(Image.of(bytes));
      passBy(bytes);
    });
  }

  private static void look(Image picture) {
    try {
      ImageHeader header = picture.header();
      assertThat(header.width()).isPositive();
      assertThat(header.height()).isPositive();
      assertThat(header.frames()).isPositive();
      assertThat(header.orientation().orElse(1)).isBetween(1, 8);
    } catch (ImageException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  /** The same bytes as a data set's check sees them: forwards only, in pieces. */
  private static void passBy(byte[] bytes) {
    ImageProbe probe = ImageProbe.unread();
    for (int at = 0; at < bytes.length; at += 61) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(at + 61, bytes.length));
      probe.see(piece, piece.length);
    }
    assertThat(probe.size()).isEqualTo(bytes.length);
    assertThat(probe.verdict()).isNotNull();
    try {
      ImageHeader.read(new ByteArrayInputStream(bytes));
    } catch (ImageException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  private static long read(Image picture) {
    try (InputStream in = picture.open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

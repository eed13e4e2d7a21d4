package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Timing;
import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageSource;
import dev.fovea.image.Imaging;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeLimitsTest {
  private final Imaging imaging = new JavaImaging();

  /** A clock that moves on by a second each time somebody looks. */
  private static final class HastyTiming implements Timing {
    private final AtomicLong seconds = new AtomicLong();

    @Override
    public long nanoTime() {
      return Duration.ofSeconds(seconds.incrementAndGet()).toNanos();
    }

    @Override
    public Instant now() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sleep(Duration time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double random() {
      throw new UnsupportedOperationException();
    }
  }

  private static DecodeLimits pixels(long most) {
    return new DecodeLimits(most, Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void asManyPixelsAsAllowedAreDecodedAndNotOneMore(String format) {
    Image picture = Drawn.image(format, Drawn.picture(1, 40, 30, BufferedImage.TYPE_INT_RGB));

    assertThat(imaging.decode(picture, pixels(1_200)).width()).isEqualTo(40);
    assertThatThrownBy(() -> imaging.decode(picture, pixels(1_199)))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("40 x 30 pixels, at most 1,199 are decoded");
    assertThatThrownBy(() -> imaging.reencode(picture, ImageFormat.PNG, pixels(1_199)))
        .isInstanceOf(ImageLimitException.class);
  }

  @Test
  void bombsAreRefusedByTheirHeader() {
    Image bomb = Image.of(Bytes.blackPng(20_000, 20_000));
    Image webp = Image.of(Bytes.plainWebp(16_383, 16_383, 1, 2, 3));

    assertThat(bomb.size()).isLessThan(100_000);
    assertThatThrownBy(() -> imaging.decode(bomb, DecodeLimits.usual()))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("20,000 x 20,000");
    assertThatThrownBy(() -> imaging.decode(webp, DecodeLimits.usual()))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("16,383 x 16,383");
  }

  @Test
  void aLargePictureWithinTheLimitTakesLittleMemory() {
    Image large = Image.of(Bytes.blackPng(9_000, 5_000));

    assertThat(imaging.decode(large, DecodeLimits.usual()).height()).isEqualTo(5_000);
  }

  @Test
  void whatWouldTakeMoreThanHalfOfTheMemoryIsNotBegun() {
    Image huge = Image.of(Bytes.plainWebp(16_383, 16_383, 1, 2, 3));
    boolean fits = 24L * 16_383 * 16_383 < Runtime.getRuntime().maxMemory() / 2;

    if (!fits) {
      assertThatThrownBy(() -> imaging.decode(huge, pixels(Integer.MAX_VALUE)))
          .isInstanceOf(ImageLimitException.class)
          .hasMessageContaining("6,441 MB")
          .hasMessageContaining("-Xmx");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff", "webp"})
  void decodingEndsWhenItsTimeIsOver(String format) {
    Image picture = format.equals("webp")
        ? Image.of(Bytes.plainWebp(400, 300, 1, 2, 3))
        : Drawn.image(format, Drawn.picture(1, 400, 300, BufferedImage.TYPE_INT_RGB));
    Imaging late = new JavaImaging(new HastyTiming());
    DecodeLimits limits = new DecodeLimits(1_000_000, Duration.ofSeconds(3));

    assertThatThrownBy(() -> late.decode(picture, limits))
        .isInstanceOf(ImageLimitException.class)
        .hasMessage(picture + ": its pixels were not decoded within 3000 ms");
    assertThatThrownBy(() -> late.reencode(picture, ImageFormat.PNG, limits))
        .isInstanceOf(ImageLimitException.class);
    assertThatThrownBy(() -> late.thumbnail(picture, 64, limits))
        .isInstanceOf(ImageLimitException.class);
  }

  @Test
  void aFileThatChangedIsToldAsThat(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.png");
    Files.write(file, Bytes.blackPng(4, 4));
    Image picture = Image.of(file);
    Files.write(file, Bytes.blackPng(40, 40));

    assertThatThrownBy(() -> imaging.decode(picture, DecodeLimits.usual()))
        .isInstanceOf(ImageException.class)
        .isNotInstanceOf(ImageLimitException.class)
        .hasMessageContaining("changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void aDecoderThatRunsOutOfMemoryIsALimitAndNoBrokenPicture(String format) {
    byte[] bytes = Drawn.encoded(format, Drawn.picture(1, 300, 300, BufferedImage.TYPE_INT_RGB));

    assertThatThrownBy(
            () -> imaging.decode(Image.of(new NoMemorySource(bytes)), DecodeLimits.usual()))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("its decoder asks for more memory than there is")
        .hasMessageContaining("-Xmx");
  }

  /** There is no memory left when the picture is opened for its pixels. */
  private static final class NoMemorySource implements ImageSource {
    private final byte[] bytes;
    private int opened;

    NoMemorySource(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      // For its header, to see whether it is whole, for its pixels.
      boolean pixels = ++opened >= 3;
      return new ByteArrayInputStream(bytes) {
        @Override
        public synchronized int read() {
          fail();
          return super.read();
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
          fail();
          return super.read(target, offset, Math.min(length, 64));
        }

        private void fail() {
          if (pixels && pos > count / 2) {
            throw new OutOfMemoryError("Java heap space");
          }
        }
      };
    }
  }
}

package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
  private static final byte[] GIF = Pictures.gif(2);

  @TempDir
  Path folder;

  @Test
  void aFileIsToldByItsBytesAndNotByItsName() throws IOException {
    Image image = Image.of(Files.write(folder.resolve("picture.png"), GIF));

    assertThat(image.format()).isEqualTo(ImageFormat.GIF);
    assertThat(image.dataUrlHead()).isEqualTo("data:image/gif;base64,");
    assertThat(image.header().frames()).isEqualTo(2);
    assertThat(image.size()).isEqualTo(GIF.length);
    assertThat(image.isRemote()).isFalse();
    assertThat(image.uri()).isEmpty();
    assertThat(image.detail()).isEmpty();
  }

  @Test
  void aMissingFileAndAFolderAreNamedAtOnce() {
    assertThatThrownBy(() -> Image.of(folder.resolve("none.png")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("none.png: there is no such file");
    assertThatThrownBy(() -> Image.of(folder))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("a directory");
  }

  @Test
  void aFileThatGrewIsAnErrorThatNamesIt() throws IOException {
    Path file = Files.write(folder.resolve("a.gif"), GIF);
    Image image = Image.of(file);
    Files.write(file, Pictures.gif(3));

    assertThatThrownBy(image::open)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("a.gif: the file changed")
        .hasMessageContaining(GIF.length + " bytes then");
  }

  @Test
  void aFileOfTheSameSizeWrittenAnewIsAnError() throws IOException {
    Path file = Files.write(folder.resolve("a.gif"), GIF);
    Image image = Image.of(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    assertThatThrownBy(() -> image.writeBase64(OutputStream.nullOutputStream()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("written anew");
  }

  @Test
  void aFileThatWentIsAnError() throws IOException {
    Path file = Files.write(folder.resolve("a.gif"), GIF);
    Image image = Image.of(file);
    Files.delete(file);

    assertThatThrownBy(image::header)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void bytesAreCopied() {
    byte[] bytes = GIF.clone();
    Image image = Image.of(bytes);
    Arrays.fill(bytes, (byte) 0);

    assertThat(image.format()).isEqualTo(ImageFormat.GIF);
  }

  @Test
  void aStreamIsReadOnceAndThePictureAnyNumberOfTimes() throws IOException {
    InputStream stream = new ByteArrayInputStream(GIF);
    Image image = Image.of(stream);

    assertThat(stream.read()).isEqualTo(-1);
    for (int i = 0; i < 2; i++) {
      try (InputStream in = image.open()) {
        assertThat(in.readAllBytes()).isEqualTo(GIF);
      }
    }
  }

  @Test
  void aStreamOfMoreThanTwentyMegabytesGoesToATemporaryFile() throws IOException {
    byte[] large = Arrays.copyOf(GIF, 20_000_001);

    Image kept = Image.of(new ByteArrayInputStream(large, 0, 20_000_000));
    Image spilled = Image.of(new ByteArrayInputStream(large));

    assertThat(kept).hasToString("picture from bytes in memory");
    assertThat(spilled).hasToString("picture from a stream, kept in a temporary file");
    assertThat(spilled.size()).isEqualTo(large.length);
    try (InputStream in = spilled.open()) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
    assertThat(spilled.format()).isEqualTo(ImageFormat.GIF);
  }

  @Test
  void aStreamThatFailsIsAnError() {
    InputStream broken = new BrokenStream("cable pulled");

    assertThatThrownBy(() -> Image.of(broken))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("cable pulled");
  }

  @Test
  void aRemotePictureHasAnAddressAndNoBytes() {
    Image image = Image.at(URI.create("https://host/a.png?signature=abc"));

    assertThat(image.isRemote()).isTrue();
    assertThat(image.uri()).contains(URI.create("https://host/a.png?signature=abc"));
    assertThat(image).hasToString("picture https://host/a.png");
    assertThatThrownBy(image::size)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("has no bytes here");
    assertThatThrownBy(image::format).isInstanceOf(ImageException.class);
    assertThatThrownBy(image::open).isInstanceOf(ImageException.class);
    assertThatThrownBy(() -> image.writeBase64(OutputStream.nullOutputStream()))
        .isInstanceOf(ImageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "ftp://host/a",
        "a.png",
        "https:a.png"
      })
  void onlyHttpAddressesAreRemotePictures(String uri) {
    assertThatThrownBy(() -> Image.at(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http or https");
  }

  @Test
  void equalityIsByOriginAndDetail() throws IOException {
    Path file = Files.write(folder.resolve("a.gif"), GIF);
    Image image = Image.of(GIF);

    assertThat(Image.of(file)).isEqualTo(Image.of(file)).hasSameHashCodeAs(Image.of(file));
    assertThat(image).isNotEqualTo(Image.of(GIF));
    assertThat(image.withDetail(Detail.LOW))
        .isNotEqualTo(image)
        .isEqualTo(image.withDetail(Detail.LOW));
    assertThat(image.withDetail(Detail.HIGH).detail()).contains(Detail.HIGH);
    assertThat(Image.at(URI.create("https://h/a"))).isEqualTo(Image.at(URI.create("https://h/a")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 6_143, 6_144, 6_145, 12_288, 100_001})
  void base64IsExactlyAsLongAsAnnouncedAndTheSameEachTime(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Image image = Image.of(bytes);

    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      image.writeBase64(out);
      assertThat(out.size()).isEqualTo(image.base64Length());
      assertThat(out.toByteArray()).isEqualTo(Base64.getEncoder().encode(bytes));
    }
  }

  @Test
  void aSourceThatGivesSingleBytesIsWrittenTheSame() throws IOException {
    byte[] bytes = Arrays.copyOf(GIF, 20_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Image.of(new FakeSource(bytes.length, bytes)).writeBase64(out);

    assertThat(out.toByteArray()).isEqualTo(Base64.getEncoder().encode(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6_144, 6_145, 20_000})
  void aSourceThatGivesMoreOrLessThanAnnouncedIsAnErrorAndWritesNoMoreThanAnnounced(int size) {
    byte[] bytes = new byte[size];
    for (int announced : new int[] {size - 1, size + 1, size + 6_144}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Image image = Image.of(new FakeSource(announced, bytes));

      assertThatThrownBy(() -> image.writeBase64(out))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining(
              "changed while it was read: " + announced + " bytes were announced");
      assertThat((long) out.size()).isLessThanOrEqualTo(image.base64Length());
    }
  }

  @Test
  void aFailureToWriteIsToldApartFromAFailureToRead() {
    OutputStream closed = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("socket closed");
      }
    };

    assertThatThrownBy(() -> Image.of(GIF).writeBase64(closed))
        .isInstanceOf(IOException.class)
        .hasMessage("socket closed");
    assertThatThrownBy(
            () -> Image.of(new FakeSource(3, null)).writeBase64(OutputStream.nullOutputStream()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("the bytes cannot be read: out of reach");
  }

  @Test
  void thePictureIsNeverPrinted() {
    assertThat(Image.of(new FakeSource(3, GIF))).hasToString("picture from a source of the caller");
    assertThat(Image.of(GIF)).hasToString("picture from bytes in memory");
  }

  /** Says one size and gives other bytes, one at a time; fails when there are none. */
  private static final class FakeSource implements ImageSource {
    private final long size;
    private final byte[] bytes;

    FakeSource(long size, byte[] bytes) {
      this.size = size;
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public InputStream open() throws IOException {
      if (bytes == null) {
        throw new IOException("out of reach");
      }
      return new ImageHeaderTest.SlowStream(bytes);
    }
  }
}

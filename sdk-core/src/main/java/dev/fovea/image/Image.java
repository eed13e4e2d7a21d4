package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture: where its bytes come from, and how closely a model is asked to look. Bytes are read
 * when they are needed and stream from there; a picture on disk is never held in memory. What it
 * is, its bytes decide, never its name.
 *
 * <p>Immutable and thread-safe. Two pictures are equal when they have the same source and the same
 * detail: the same unchanged file, the same address, or the same object they were made from.
 */
public final class Image {
  private final @Nullable URI uri;
  private final @Nullable ImageSource source;
  private final @Nullable Detail detail;
  private volatile @Nullable ImageFormat format;
  private volatile @Nullable ImageHeader header;
  private volatile ImageProbe.@Nullable Verdict verdict;

  private Image(@Nullable URI uri, @Nullable ImageSource source, @Nullable Detail detail) {
    this.uri = uri;
    this.source = source;
    this.detail = detail;
  }

  private static Image from(ImageSource source) {
    return new Image(null, source, null);
  }

  /**
   * A picture on disk. Its bytes are read when they are needed. Its size and time are remembered
   * now and compared each time it is opened: a file that changed is an error, never a mixture.
   *
   * @param path the file
   * @return the picture
   * @throws ImageException if there is no such file
   */
  public static Image of(Path path) {
    return from(FileSource.of(Objects.requireNonNull(path, "path")));
  }

  /**
   * A picture in memory.
   *
   * @param bytes its bytes, copied
   * @return the picture
   */
  public static Image of(byte[] bytes) {
    return from(new MemorySource(bytes.clone()));
  }

  /**
   * A picture from a stream, which is read to its end now and once. Up to 20 MB (20,000,000 bytes)
   * stay in memory; more goes to a temporary file, which is deleted when the picture is no longer
   * used, at the latest with the JVM.
   *
   * @param stream its bytes; the caller closes it
   * @return the picture
   * @throws ImageException if the stream cannot be read
   */
  public static Image of(InputStream stream) {
    return from(TemporarySource.read(Objects.requireNonNull(stream, "stream")));
  }

  /**
   * A picture from anywhere.
   *
   * @param source gives its bytes, the same each time
   * @return the picture
   */
  public static Image of(ImageSource source) {
    return from(Objects.requireNonNull(source, "source"));
  }

  /**
   * A picture that the provider fetches. It has no bytes here, so neither format nor size are
   * known.
   *
   * @param uri an absolute http or https address
   * @return the picture
   * @throws IllegalArgumentException if the address is of another kind
   */
  public static Image at(URI uri) {
    String scheme = uri.getScheme();
    if ((!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme))
        || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "a remote picture needs an absolute http or https address, not "
              + (scheme == null ? "one without a scheme" : scheme + ":…")
              + "; use Image.of(Path) for a file and Image.fromDataUrl for a data URL");
    }
    return new Image(uri, null, null);
  }

  /**
   * A picture inside a data URL, {@code data:image/png;base64,…}. The text is kept as it is and
   * decoded by pieces when the bytes are needed. The media type in it is not believed.
   *
   * @param url the data URL: base64 with padding, without line ends
   * @return the picture
   * @throws ImageException if it is not such a URL; the message says where
   */
  public static Image fromDataUrl(String url) {
    return from(DataUrlSource.parse(url));
  }

  /**
   * The same picture with another detail.
   *
   * @param detail how closely to look
   * @return the picture
   */
  public Image withDetail(Detail detail) {
    Image image = new Image(uri, source, Objects.requireNonNull(detail, "detail"));
    image.format = format;
    image.header = header;
    image.verdict = verdict;
    return image;
  }

  /** {@return whether the provider fetches the picture; then it has no bytes here} */
  public boolean isRemote() {
    return source == null;
  }

  /** {@return the address of a remote picture; absent when it has bytes} */
  public Optional<URI> uri() {
    return Optional.ofNullable(uri);
  }

  /** {@return how closely a model is asked to look; the provider's default when absent} */
  public Optional<Detail> detail() {
    return Optional.ofNullable(detail);
  }

  /**
   * The format, told by the first bytes. They are read at the first call.
   *
   * @return the format
   * @throws ImageException if the bytes begin like no known format, cannot be read, or are not here
   */
  public ImageFormat format() {
    ImageFormat known = format;
    if (known == null) {
      try (InputStream in = open()) {
        known = HeaderReader.sniff(in.readNBytes(Magic.HEAD_BYTES));
      } catch (ImageException e) {
        throw named(e);
      } catch (IOException e) {
        throw unreadable(e);
      }
      format = known;
    }
    return known;
  }

  /**
   * What the header says. It is read at the first call, without decoding any pixel.
   *
   * @return the header
   * @throws ImageException if the bytes are no picture or a broken one, cannot be read, or are not
   *     here
   */
  public ImageHeader header() {
    ImageHeader known = header;
    if (known == null) {
      try {
        known = HeaderReader.read(source());
      } catch (ImageException e) {
        throw named(e);
      } catch (IOException e) {
        throw unreadable(e);
      }
      header = known;
      format = known.format();
    }
    return known;
  }

  /**
   * Whether the bytes are there to the end. They are followed at the first call, without decoding
   * any pixel: that takes one reading of all of them.
   *
   * @return what they showed
   * @throws ImageException if the bytes cannot be read, or are not here
   */
  public ImageProbe.Verdict verdict() {
    ImageProbe.Verdict known = verdict;
    if (known == null) {
      try (InputStream in = open()) {
        known = ImageProbe.follow(in);
      } catch (IOException e) {
        throw unreadable(e);
      }
      verdict = known;
    }
    return known;
  }

  /**
   * The number of bytes.
   *
   * @return the size
   * @throws ImageException if the picture is remote
   */
  public long size() {
    return source().size();
  }

  /**
   * The number of characters that {@link #writeBase64} writes.
   *
   * @return the length, padding included
   * @throws ImageException if the picture is remote
   */
  public long base64Length() {
    return (size() + 2) / 3 * 4;
  }

  /**
   * Opens the bytes at their beginning.
   *
   * @return a new stream, which the caller closes
   * @throws ImageException if the bytes cannot be read, changed, or are not here
   */
  public InputStream open() {
    try {
      return source().open();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Writes the bytes as base64, piece by piece, in {@link #base64Length()} characters.
   *
   * @param out where to write to; it is neither flushed nor closed
   * @throws IOException if it cannot be written to
   * @throws ImageException if the bytes cannot be read, changed, or are not here
   */
  public void writeBase64(OutputStream out) throws IOException {
    try (Base64Pieces pieces = new Base64Pieces(this)) {
      pieces.writeTo(out);
    }
  }

  /**
   * What stands before the base64 in a data URL, as {@code data:image/png;base64,}.
   *
   * @return the head
   * @throws ImageException if the bytes are no picture, cannot be read, or are not here
   */
  public String dataUrlHead() {
    return "data:" + format().mediaType() + ";base64,";
  }

  private ImageSource source() {
    if (source == null) {
      throw new ImageException(
          this + ": a remote picture has no bytes here; fetch it first, or send it as an address");
    }
    return source;
  }

  ImageException unreadable(IOException e) {
    return new ImageException(this + ": the bytes cannot be read: " + e.getMessage(), e);
  }

  // What is wrong is known where the bytes are read, which picture it is only here.
  private ImageException named(ImageException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("picture ") ? e : new ImageException(this + ": " + message, e);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Image image
        && Objects.equals(uri, image.uri)
        && Objects.equals(source, image.source)
        && detail == image.detail;
  }

  @Override
  public int hashCode() {
    return Objects.hash(uri, source, detail);
  }

  /** {@return where the picture comes from, never its bytes nor the query of its address} */
  @Override
  public String toString() {
    if (uri != null) {
      return "picture " + uri.getScheme() + "://" + uri.getHost()
          + Objects.requireNonNullElse(uri.getRawPath(), "");
    }
    boolean ours = source instanceof FileSource
        || source instanceof MemorySource
        || source instanceof TemporarySource
        || source instanceof DataUrlSource;
    // Somebody else's toString might print the picture.
    return "picture " + (ours ? "from " + source : "from a source of the caller");
  }
}

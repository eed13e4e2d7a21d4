package dev.fovea.transport;

import dev.fovea.config.Timing;
import dev.fovea.disk.WholeFile;
import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that were fetched, in a folder. An entry's name is a hash of its address, its content a
 * mark, a hash of address and picture, and the picture: one that was changed, cut or renamed is
 * none. Entries appear whole; processes may share the folder. Whatever goes wrong here, the picture
 * is only fetched again. Thread-safe.
 */
final class PictureCache {
  private static final byte[] MARK = "fovea picture 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_BYTES = 32;
  private static final int HEAD_BYTES = MARK.length + HASH_BYTES;
  private static final String BEGUN = "fovea-";
  private static final Pattern OURS =
      Pattern.compile("[0-9a-f]{" + 2 * HASH_BYTES + "}\\.picture|" + BEGUN + "[0-9]+\\.part");
  private static final Duration LONGEST_WRITING = Duration.ofDays(1);

  private final Path folder;
  private final long maxBytes;
  private final Duration maxAge;
  private final Timing timing;
  // Not known before the first picture is kept.
  private long bytes = -1;

  /** One file of this folder. */
  private record Entry(Path file, long bytes, Instant written) {}

  PictureCache(Path folder, long maxBytes, Duration maxAge, Timing timing) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.timing = timing;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the pictures' cache " + folder + " cannot be made", e);
    }
  }

  /** {@return the picture of an address, at most so large; null if it has to be fetched} */
  @Nullable
  Image find(HttpUrl url, long largest) {
    Path file = file(url);
    try {
      Entry entry = entry(file);
      if (entry == null || isOld(entry) || entry.bytes - HEAD_BYTES > largest) {
        return null;
      }
      Image image = read(file, url);
      if (image == null) {
        Files.deleteIfExists(file);
      }
      return image;
    } catch (IOException | ImageException e) {
      return null;
    }
  }

  private static @Nullable Image read(Path file, HttpUrl url) throws IOException {
    // Whoever puts a link here must not choose what is read.
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      if (head.length < HEAD_BYTES || !Arrays.equals(MARK, 0, MARK.length, head, 0, MARK.length)) {
        return null;
      }
      MessageDigest hash = hash(url);
      Image image = Image.of(new DigestInputStream(in, hash));
      if (!Arrays.equals(hash.digest(), Arrays.copyOfRange(head, MARK.length, HEAD_BYTES))) {
        return null;
      }
      image.header();
      return image;
    }
  }

  /** Keeps a picture if it can. */
  void keep(HttpUrl url, Image image) {
    if (image.size() + HEAD_BYTES > maxBytes) {
      return;
    }
    try {
      Path begun = Files.createTempFile(folder, BEGUN, ".part");
      try {
        write(begun, url, image);
        WholeFile.move(begun, file(url));
      } finally {
        // Gone already when it was moved.
        Files.deleteIfExists(begun);
      }
      makeRoom(image.size() + HEAD_BYTES);
    } catch (IOException | ImageException e) {
      // A full disk, or another process was quicker: next time it is fetched again.
    }
  }

  private static void write(Path file, HttpUrl url, Image image) throws IOException {
    MessageDigest hash = hash(url);
    try (InputStream in = image.open();
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
      in.transferTo(out);
    }
    try (InputStream in = image.open();
        OutputStream out = Files.newOutputStream(file)) {
      out.write(MARK);
      out.write(hash.digest());
      in.transferTo(out);
    }
  }

  /** Removes what is too old, and then the oldest pictures until the others fit. */
  private synchronized void makeRoom(long added) throws IOException {
    if (bytes >= 0 && bytes + added <= maxBytes) {
      bytes += added;
      return;
    }
    List<Entry> entries = entries();
    entries.sort(Comparator.comparing(Entry::written));
    bytes = entries.stream().mapToLong(Entry::bytes).sum();
    // A tenth more than needed: otherwise each further picture would have all listed again.
    long fits = bytes <= maxBytes ? maxBytes : maxBytes - maxBytes / 10;
    for (Entry one : entries) {
      boolean begun = one.file.getFileName().toString().startsWith(BEGUN);
      if (begun ? isOlder(one, LONGEST_WRITING) : isOld(one) || bytes > fits) {
        Files.deleteIfExists(one.file);
        bytes -= one.bytes;
      }
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(
        folder, file -> OURS.matcher(file.getFileName().toString()).matches())) {
      for (Path file : files) {
        Entry entry = entry(file);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** {@return what is known of a file; null if there is none, or none of ours} */
  private static @Nullable Entry entry(Path file) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return is.isRegularFile()
          ? new Entry(file, is.size(), is.lastModifiedTime().toInstant())
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isOld(Entry entry) {
    return isOlder(entry, maxAge);
  }

  private boolean isOlder(Entry entry, Duration age) {
    return entry.written.plus(age).isBefore(timing.now());
  }

  private Path file(HttpUrl url) {
    return folder.resolve(HexFormat.of().formatHex(hash(url).digest()) + ".picture");
  }

  /** {@return a hash that has taken the address} */
  private static MessageDigest hash(HttpUrl url) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      // What stands behind # is not sent.
      String address = url.newBuilder().fragment(null).build().toString();
      hash.update(address.getBytes(StandardCharsets.UTF_8));
      hash.update((byte) 0);
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

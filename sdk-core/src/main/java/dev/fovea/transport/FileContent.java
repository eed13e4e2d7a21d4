package dev.fovea.transport;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a part of one, that must be the same from being named until its last byte is sent.
 * Immutable.
 *
 * <p>The last piece is held back until size, time and, where it is known, the hash were compared: a
 * file that changed is never sent whole, so the server keeps nothing of it.
 */
public final class FileContent implements Content {
  // Large enough that system calls do not count, small enough to be nothing on any heap.
  private static final int PIECE = 128 * 1024;

  private final Path path;
  private final long size;
  private final FileTime modified;
  private final long offset;
  private final long length;
  private final @Nullable String sha256;

  private FileContent(Path path, BasicFileAttributes facts) {
    this.path = path;
    this.size = facts.size();
    this.modified = facts.lastModifiedTime();
    this.offset = 0;
    this.length = size;
    this.sha256 = null;
  }

  private FileContent(FileContent whole, long offset, long length, @Nullable String sha256) {
    this.path = whole.path;
    this.size = whole.size;
    this.modified = whole.modified;
    this.offset = offset;
    this.length = length;
    this.sha256 = sha256;
  }

  static FileContent of(Path path) {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      if (!facts.isRegularFile()) {
        throw new IllegalArgumentException("cannot send " + path + ": not a regular file");
      }
      if (!Files.isReadable(path)) {
        throw new AccessDeniedException(path.toString());
      }
      return new FileContent(path, facts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + reason(e), e);
    }
  }

  /**
   * A part of this file, without a media type of its own.
   *
   * @param offset where it begins, in bytes
   * @param length how long it is, in bytes
   * @return the part; the whole file must stay as it is until the part is sent
   */
  public FileContent part(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IllegalArgumentException(
          "bytes " + offset + " to " + (offset + length) + " are no part of " + path);
    }
    return new FileContent(this, offset, length, null);
  }

  /**
   * The whole file in parts, one after the other.
   *
   * @param bytes how long each is but the last, which is what is left; at least 1
   * @return the parts in their order
   */
  public List<FileContent> parts(long bytes) {
    List<FileContent> parts = new ArrayList<>();
    for (long from = 0; from < size; from += bytes) {
      parts.add(part(from, Math.min(bytes, size - from)));
    }
    return parts;
  }

  /**
   * This file with the hash of its bytes, as a pass over them found it.
   *
   * @param sha256 lower-case hex; null when it is not known
   * @return the file; sending other bytes than these fails
   * @throws DatasetException if it was changed during the pass
   */
  public FileContent hashed(@Nullable String sha256) {
    try {
      requireUnchanged();
    } catch (BodyFailure e) {
      throw new DatasetException(Failure.of(String.valueOf(e.getMessage())), List.of());
    }
    return new FileContent(this, offset, length, sha256);
  }

  /** {@return the hash it was given, lower-case hex; null when it is not known} */
  public @Nullable String sha256() {
    return sha256;
  }

  /**
   * Opens the whole file for a pass before it is sent.
   *
   * @return its bytes, to be closed
   * @throws UncheckedIOException if it cannot be read
   */
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + reason(e), e);
    }
  }

  /**
   * Hashes bytes.
   *
   * @param in the bytes, read to their end and not closed
   * @return their SHA-256 in lower-case hex
   * @throws IOException if they cannot be read
   */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = digest();
    byte[] piece = new byte[PIECE];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      digest.update(piece, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String contentType() {
    return length == size ? "application/octet-stream" : "";
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    requireUnchanged();
    MessageDigest digest = sha256 == null ? null : digest();
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    byte[] held = new byte[piece.length];
    int holding = 0;
    try (InputStream in = reopen()) {
      for (long left = length; left > 0; left -= holding) {
        out.write(held, 0, holding);
        int n = read(in, piece, left);
        if (digest != null) {
          digest.update(piece, 0, n);
        }
        byte[] swap = held;
        held = piece;
        piece = swap;
        holding = n;
      }
    }
    requireUnchanged();
    if (digest != null && !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw changed("its bytes are others than those that were checked", null);
    }
    out.write(held, 0, holding);
  }

  // Local trouble must not look like trouble of the connection, which would be tried again.
  private InputStream reopen() throws BodyFailure {
    try {
      InputStream in = Files.newInputStream(path);
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e), e);
    }
  }

  private int read(InputStream in, byte[] piece, long left) throws BodyFailure {
    int n;
    try {
      n = in.readNBytes(piece, 0, (int) Math.min(piece.length, left));
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e), e);
    }
    if (n == 0) {
      throw changed("it ends before its " + size + " bytes", null);
    }
    return n;
  }

  private void requireUnchanged() throws BodyFailure {
    BasicFileAttributes facts;
    try {
      facts = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e), e);
    }
    if (facts.size() != size) {
      throw changed("it has " + facts.size() + " bytes, not " + size, null);
    }
    if (!facts.lastModifiedTime().equals(modified)) {
      throw changed("it was modified at " + facts.lastModifiedTime(), null);
    }
  }

  private BodyFailure changed(String how, @Nullable IOException cause) {
    return new BodyFailure(
        "file " + path.getFileName() + " changed meanwhile: " + how
            + "; send it again when nobody writes to it",
        cause);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof AccessDeniedException ? "access denied" : e.getClass().getSimpleName();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

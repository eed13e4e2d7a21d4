package dev.fovea.together;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.transport.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was first looked at. It is read twice, once to check and once to send,
 * and must be the same both times.
 *
 * <p>The last piece is held back until size, time and hash were compared: a file that changed is
 * never sent whole, so the store keeps nothing of it.
 */
final class UnchangedFile implements Content {
  private static final int PIECE = 128 * 1024;

  private final Path path;
  private final long size;
  private final FileTime modified;
  // Set by the checking pass, before the file is sent.
  private volatile @Nullable String sha256;

  private UnchangedFile(Path path, BasicFileAttributes facts) {
    this.path = path;
    this.size = facts.size();
    this.modified = facts.lastModifiedTime();
  }

  static UnchangedFile of(Path path) {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      if (!facts.isRegularFile()) {
        throw new IllegalArgumentException(
            "together: cannot upload " + path + ": not a regular file");
      }
      return new UnchangedFile(path, facts);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Opens it for the checking pass. */
  InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Remembers what the checking pass read. */
  void checked(@Nullable String hash) {
    requireUnchanged();
    sha256 = hash;
  }

  @Override
  public String contentType() {
    return "application/octet-stream";
  }

  @Override
  public long length() {
    return size;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    requireUnchanged();
    MessageDigest digest = sha256();
    byte[] piece = new byte[PIECE];
    byte[] held = new byte[PIECE];
    int holding = 0;
    long read = 0;
    try (InputStream in = reopen()) {
      for (int n = readFully(in, piece); n > 0; n = readFully(in, piece)) {
        out.write(held, 0, holding);
        digest.update(piece, 0, n);
        read += n;
        requireAtMost(read);
        byte[] swap = held;
        held = piece;
        piece = swap;
        holding = n;
      }
    }
    requireSame(read, HexFormat.of().formatHex(digest.digest()));
    out.write(held, 0, holding);
  }

  private InputStream reopen() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e));
    }
  }

  // Local trouble must not look like trouble of the connection, which would be tried again.
  private int readFully(InputStream in, byte[] piece) {
    try {
      return in.readNBytes(piece, 0, piece.length);
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e));
    }
  }

  private void requireAtMost(long read) {
    if (read > size) {
      throw changed("it grew beyond its " + size + " bytes");
    }
  }

  private void requireSame(long read, String hash) {
    if (read != size) {
      throw changed("it has " + read + " bytes, not " + size);
    }
    requireUnchanged();
    if (sha256 != null && !hash.equals(sha256)) {
      throw changed("its bytes are others than those that were checked");
    }
  }

  private void requireUnchanged() {
    BasicFileAttributes facts;
    try {
      facts = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw changed("it cannot be read any more, " + reason(e));
    }
    if (facts.size() != size) {
      throw changed("it has " + facts.size() + " bytes, not " + size);
    }
    if (!facts.lastModifiedTime().equals(modified)) {
      throw changed("it was modified at " + facts.lastModifiedTime());
    }
  }

  private DatasetException changed(String how) {
    return new DatasetException(
        Failure.builder()
            .provider("together")
            .operation("upload " + path.getFileName())
            .message("the file changed meanwhile: " + how)
            .outcome(Outcome.NOT_SENT)
            .next("upload it again when nobody writes to it")
            .build(),
        List.of());
  }

  private static UncheckedIOException unreadable(Path path, IOException e) {
    return new UncheckedIOException("together: cannot read " + path + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    return switch (e.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "there is no such file";
      case "AccessDeniedException" -> "access denied";
      default -> e.getClass().getSimpleName();
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

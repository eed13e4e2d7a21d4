package dev.fovea.testkit.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A temporary folder for uploads, removed when it is closed or the program ends. Bytes never stand
 * in memory as a whole. Thread-safe.
 */
public final class Folder implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  /** Writes the bytes to be kept. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes all of them.
     *
     * @param out where to
     * @throws IOException when they cannot be had or written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private final Path path;
  // An emulator on its own ends by a signal, and nobody closes it.
  private final Thread atExit = new Thread(this::removeAll, "embedded-provider-exit");

  private Folder(Path path) {
    this.path = path;
  }

  /**
   * Makes an empty folder.
   *
   * @param name how its name begins
   * @return the folder
   */
  public static Folder open(String name) {
    try {
      Folder folder = new Folder(Files.createTempDirectory(name));
      Runtime.getRuntime().addShutdownHook(folder.atExit);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a temporary folder for uploads: " + e.getMessage(), e);
    }
  }

  /**
   * {@return where something of this name stands, or will}
   *
   * @param name a file name
   */
  public Path place(String name) {
    return path.resolve(name);
  }

  /**
   * Writes bytes aside and hashes them; nothing is left when that breaks off.
   *
   * @param writer writes them
   * @return what was written
   * @throws IOException when they cannot be had or written
   */
  public Blob write(Writer writer) throws IOException {
    Path part = Files.createTempFile(path, "part", "");
    MessageDigest digest = digest();
    try (OutputStream out = new DigestOutputStream(SparseOutput.to(part), digest)) {
      writer.writeTo(out);
    } catch (IOException brokenOff) {
      Files.deleteIfExists(part);
      throw brokenOff;
    }
    return new Blob(part, Files.size(part), HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Writes bytes aside without looking at them; nothing is left when that breaks off.
   *
   * @param bytes the bytes
   * @return where they stand
   * @throws IOException when they cannot be had or written
   */
  public Path spool(InputStream bytes) throws IOException {
    Path part = Files.createTempFile(path, "spool", "");
    try (OutputStream out = SparseOutput.to(part)) {
      copy(bytes, out);
    } catch (IOException brokenOff) {
      Files.deleteIfExists(part);
      throw brokenOff;
    }
    return part;
  }

  /**
   * Copies bytes piece by piece.
   *
   * @param bytes from where
   * @param out where to
   * @throws IOException when they cannot be had or written
   */
  public static void copy(InputStream bytes, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
      out.write(piece, 0, n);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Removes everything. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyExiting) {
      // The hook does the rest.
    }
    removeAll();
  }

  private synchronized void removeAll() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> left = Files.list(path)) {
      for (Path one : left.toList()) {
        Files.deleteIfExists(one);
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot remove the uploads in " + path + ": " + e.getMessage(), e);
    }
  }
}

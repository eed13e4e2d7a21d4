package dev.fovea.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file that must not change between being named and its last byte being sent. */
final class FileContent implements Content {
  // Large enough that system calls do not count, small enough to be nothing on any heap.
  private static final int SCRATCH = 128 * 1024;

  private final Path path;
  private final long size;
  private final FileTime modified;
  private final @Nullable ProgressListener progress;

  private FileContent(Path path, BasicFileAttributes facts, @Nullable ProgressListener progress) {
    this.path = path;
    this.size = facts.size();
    this.modified = facts.lastModifiedTime();
    this.progress = progress;
  }

  static FileContent of(Path path, @Nullable ProgressListener progress) {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      if (!facts.isRegularFile() || !Files.isReadable(path)) {
        throw new IllegalArgumentException("not a readable file: " + path);
      }
      return new FileContent(path, facts, progress);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read file " + path + ": " + e.getClass().getSimpleName(), e);
    }
  }

  @Nullable
  ProgressListener progress() {
    return progress;
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
    try (FileChannel file = openUnchanged()) {
      byte[] scratch = new byte[(int) Math.max(1, Math.min(SCRATCH, size))];
      ByteBuffer buffer = ByteBuffer.wrap(scratch);
      long left = size;
      while (left > 0) {
        buffer.clear().limit((int) Math.min(scratch.length, left));
        int read = file.read(buffer);
        if (read < 0) {
          throw changed("became shorter");
        }
        out.write(scratch, 0, read);
        left -= read;
      }
    }
    requireUnchanged();
  }

  private FileChannel openUnchanged() throws IOException {
    FileChannel file;
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new BodyFailure("cannot read file " + path + ": " + e.getClass().getSimpleName(), e);
    }
    try {
      requireUnchanged();
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private void requireUnchanged() throws IOException {
    BasicFileAttributes facts;
    try {
      facts = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new BodyFailure("file " + path + " disappeared while it was sent", e);
    }
    if (facts.size() != size) {
      throw changed("changed its size from " + size + " to " + facts.size() + " bytes");
    }
    if (!facts.lastModifiedTime().equals(modified)) {
      throw changed("was modified");
    }
  }

  private BodyFailure changed(String how) {
    return new BodyFailure("file " + path + " " + how + " while it was sent", null);
  }
}

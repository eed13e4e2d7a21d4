package dev.fovea.testkit.together;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account's files, in a temporary folder. Thread-safe; bytes never stand in memory as a whole.
 */
final class FileStore implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final Account account;
  private final Background background;
  private final Path folder;
  private final Map<String, StoredFile> files = new LinkedHashMap<>();
  private final Map<String, StoredFile> tickets = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  // An emulator on its own ends by a signal, and nobody closes it.
  private final Thread atExit = new Thread(this::removeAll, "embedded-provider-exit");

  FileStore(Account account, Background background) {
    this.account = account;
    this.background = background;
    try {
      this.folder = Files.createTempDirectory("embedded-together");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a temporary folder for uploads: " + e.getMessage(), e);
    }
  }

  synchronized StoredFile announce(StoredFile.Announcement announcement) {
    String id = "file-" + account.uuid();
    StoredFile file = new StoredFile(id, announcement, account.now(), folder.resolve(id));
    files.put(id, file);
    created.add(id);
    return file;
  }

  /** Hands out a ticket that lets its bearer put the bytes without a key. */
  synchronized String ticket(StoredFile file) {
    String ticket = account.hex(24);
    tickets.put(ticket, file);
    return ticket;
  }

  synchronized Optional<StoredFile> byTicket(String ticket) {
    return Optional.ofNullable(tickets.get(ticket));
  }

  synchronized Optional<StoredFile> sameContent(StoredFile.Announcement announcement) {
    return files.values().stream()
        .filter(f -> f.isStored() && !announcement.checksum().isEmpty())
        .filter(f -> f.announcement().checksum().equals(announcement.checksum())
            && f.announcement().purpose().equals(announcement.purpose()))
        .findFirst();
  }

  /** Takes the bytes; an upload that breaks off or does not match its checksum leaves no trace. */
  void store(StoredFile file, InputStream bytes) throws IOException {
    Path part = Files.createTempFile(folder, "part", "");
    try {
      String checksum = file.announcement().checksum();
      long size = checksum.isEmpty() ? copy(bytes, part) : verified(bytes, part, checksum);
      Files.move(part, file.place(), StandardCopyOption.REPLACE_EXISTING);
      file.stored(
          size,
          account.now(),
          background.start(() ->
              DatasetCheck.check(file.id(), file.place(), file.announcement().type())));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Keeps bytes aside until it is known what they are. */
  Path spool(InputStream bytes) throws IOException {
    Path part = Files.createTempFile(folder, "spool", "");
    copy(bytes, part);
    return part;
  }

  private static long copy(InputStream bytes, Path part) throws IOException {
    try (var out = Files.newOutputStream(part)) {
      return copy(bytes, out);
    }
  }

  private static long copy(InputStream bytes, java.io.OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    long size = 0;
    for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
      out.write(piece, 0, n);
      size += n;
    }
    return size;
  }

  private static long verified(InputStream bytes, Path part, String checksum) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    long size;
    try (var out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
      size = copy(bytes, out);
    }
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(checksum)) {
      throw Refusals.badRequest(
          "the content's SHA-256 is " + actual + ", announced was " + checksum, "checksum");
    }
    return size;
  }

  synchronized StoredFile get(String id) {
    StoredFile file = files.get(id);
    if (file == null) {
      throw Refusals.notFound("File not found: " + id);
    }
    return file;
  }

  synchronized Optional<StoredFile> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  synchronized List<StoredFile> all() {
    return List.copyOf(files.values());
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  void delete(String id) throws IOException {
    StoredFile file = get(id);
    synchronized (this) {
      files.remove(id);
      tickets.values().remove(file);
    }
    Files.deleteIfExists(file.place());
  }

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
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path path : left.toList()) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot remove the uploads in " + folder + ": " + e.getMessage(), e);
    }
  }
}

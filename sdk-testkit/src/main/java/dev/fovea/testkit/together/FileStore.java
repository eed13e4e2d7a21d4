package dev.fovea.testkit.together;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        .filter(f -> f.isStored() && f.sha256().equals(announcement.checksum()))
        .filter(f -> f.announcement().purpose().equals(announcement.purpose()))
        .findFirst();
  }

  /** Takes the bytes; an upload that breaks off or does not match its checksum leaves no trace. */
  void store(StoredFile file, InputStream bytes) throws IOException {
    store(file, out -> copy(bytes, out));
  }

  /** Puts the parts behind each other. */
  void store(StoredFile file, List<PartUpload.Part> parts) throws IOException {
    store(file, out -> {
      for (PartUpload.Part part : parts) {
        try (InputStream bytes = Files.newInputStream(part.place())) {
          copy(bytes, out);
        }
      }
    });
    for (PartUpload.Part part : parts) {
      Files.deleteIfExists(part.place());
    }
  }

  private void store(StoredFile file, Writer writer) throws IOException {
    Path part = Files.createTempFile(folder, "part", "");
    try {
      MessageDigest digest = digest();
      try (OutputStream out = new DigestOutputStream(SparseOutput.to(part), digest)) {
        writer.writeTo(out);
      }
      String actual = HexFormat.of().formatHex(digest.digest());
      String announced = file.announcement().checksum();
      if (!announced.isEmpty() && !announced.equals(actual)) {
        throw Refusals.badRequest(
            "the content's SHA-256 is " + actual + ", announced was " + announced, "checksum");
      }
      Files.move(part, file.place(), StandardCopyOption.REPLACE_EXISTING);
      file.stored(
          Files.size(file.place()),
          actual,
          account.now(),
          background.start(() ->
              DatasetCheck.check(file.id(), file.place(), file.announcement().type())));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Keeps bytes aside until it is known what they are. */
  Path spool(InputStream bytes) throws IOException {
    Path part = Files.createTempFile(folder, "spool", "");
    try (OutputStream out = SparseOutput.to(part)) {
      copy(bytes, out);
    } catch (IOException brokenOff) {
      Files.deleteIfExists(part);
      throw brokenOff;
    }
    return part;
  }

  /** Keeps one part of an upload. */
  PartUpload.Part part(InputStream bytes, String tag) throws IOException {
    Path place = spool(bytes);
    return new PartUpload.Part(place, Files.size(place), tag);
  }

  /** Forgets an upload in parts and its file. */
  void drop(PartUpload upload) throws IOException {
    for (PartUpload.Part part : upload.parts()) {
      Files.deleteIfExists(part.place());
    }
    delete(upload.file().id());
  }

  private static void copy(InputStream bytes, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
      out.write(piece, 0, n);
    }
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

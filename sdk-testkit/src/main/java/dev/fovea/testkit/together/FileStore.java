package dev.fovea.testkit.together;

import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account's files, in a temporary folder. Thread-safe; bytes never stand in memory as a whole.
 */
final class FileStore implements AutoCloseable {
  private final Account account;
  private final Background background;
  private final Folder folder = Folder.open("embedded-together");
  private final Map<String, StoredFile> files = new LinkedHashMap<>();
  private final Map<String, StoredFile> tickets = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();

  FileStore(Account account, Background background) {
    this.account = account;
    this.background = background;
  }

  synchronized StoredFile announce(StoredFile.Announcement announcement) {
    String id = "file-" + account.uuid();
    StoredFile file = new StoredFile(id, announcement, account.now(), folder.place(id));
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
    store(file, out -> Folder.copy(bytes, out));
  }

  /** Puts the parts behind each other. */
  void store(StoredFile file, List<PartUpload.Part> parts) throws IOException {
    store(file, out -> {
      for (PartUpload.Part part : parts) {
        try (InputStream bytes = Files.newInputStream(part.place())) {
          Folder.copy(bytes, out);
        }
      }
    });
    for (PartUpload.Part part : parts) {
      Files.deleteIfExists(part.place());
    }
  }

  private void store(StoredFile file, Folder.Writer writer) throws IOException {
    Blob part = folder.write(writer);
    try {
      String announced = file.announcement().checksum();
      Refusals.unless(
          announced.isEmpty() || announced.equals(part.sha256()),
          "the content's SHA-256 is " + part.sha256() + ", announced was " + announced,
          "checksum");
      Blob kept = part.movedTo(file.place());
      file.stored(
          kept,
          account.now(),
          background.start(() ->
              DatasetCheck.check(file.id(), file.place(), file.announcement().type())));
    } finally {
      part.delete();
    }
  }

  /** Keeps bytes aside until it is known what they are. */
  Path spool(InputStream bytes) throws IOException {
    return folder.spool(bytes);
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
    folder.close();
  }
}

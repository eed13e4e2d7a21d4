package dev.fovea.testkit.openai;

import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
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
  private final Folder folder = Folder.open("embedded-openai");
  private final Map<String, StoredFile> files = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();

  FileStore(Account account) {
    this.account = account;
  }

  /** Keeps bytes aside until it is known what they are. */
  Blob keep(Folder.Writer writer) throws IOException {
    return folder.write(writer);
  }

  /** Makes a file of bytes kept aside. */
  StoredFile create(StoredFile.About about, Blob kept) throws IOException {
    String id = account.id("file-", 24);
    StoredFile file = new StoredFile(id, about, account.now(), kept.movedTo(folder.place(id)));
    synchronized (this) {
      files.put(id, file);
      created.add(id);
    }
    return file;
  }

  /** Makes a file that stays for ever. */
  StoredFile create(String purpose, String name, Folder.Writer writer) throws IOException {
    return create(new StoredFile.About(purpose, name, null), keep(writer));
  }

  /** The file with an id, unless it was deleted or has expired. */
  synchronized Optional<StoredFile> find(String id) {
    return Optional.ofNullable(files.get(id)).filter(f -> !f.isExpired(account.now()));
  }

  /** The file with an id; refused when there is none. */
  StoredFile get(String id) {
    return find(id)
        .orElseThrow(() -> OpenAiErrors.of(404, "No such File object: " + id, "id", null));
  }

  /** Oldest first. */
  synchronized List<StoredFile> all() {
    return files.values().stream().filter(f -> !f.isExpired(account.now())).toList();
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  void delete(String id) throws IOException {
    StoredFile file = get(id);
    synchronized (this) {
      files.remove(id);
    }
    file.delete();
  }

  @Override
  public void close() {
    folder.close();
  }
}

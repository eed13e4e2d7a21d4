package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.RowWalk;
import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** The account's data sets. Thread-safe. */
final class DatasetStore {
  private final Account account;
  private final Storage storage;
  private final Background background;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<Dataset> created = new ArrayList<>();

  DatasetStore(Account account, Storage storage, Background background) {
    this.account = account;
    this.storage = storage;
    this.background = background;
  }

  /** Makes an empty data set; 409 when the id is taken. */
  synchronized Dataset create(String id, ObjectNode fields) {
    if (datasets.containsKey(id)) {
      throw Grpc.ALREADY_EXISTS.problem(
          "dataset " + Account.name("datasets", id) + " already exists");
    }
    Dataset dataset = new Dataset(id, fields, account.now());
    datasets.put(id, dataset);
    created.add(dataset);
    return dataset;
  }

  /** Makes a data set out of files the provider has written, with every line known to be good. */
  Dataset create(String id, ObjectNode fields, Map<String, Folder.Writer> files)
      throws IOException {
    Dataset dataset = create(id, fields);
    for (Map.Entry<String, Folder.Writer> file : files.entrySet()) {
      dataset.put(file.getKey(), storage.keep(file.getValue()));
    }
    uploaded(dataset);
    return dataset;
  }

  /** Fills an empty data set with files the provider has written; it is ready at once. */
  void fill(String id, Map<String, Folder.Writer> files, long rows) throws IOException {
    Dataset dataset = get(id);
    for (Map.Entry<String, Folder.Writer> file : files.entrySet()) {
      dataset.put(file.getKey(), storage.keep(file.getValue()));
    }
    dataset.written(account.now(), rows);
  }

  /** Begins the look at what was uploaded. */
  void uploaded(Dataset dataset) {
    List<Path> places = dataset.files().values().stream().map(Blob::place).toList();
    dataset.uploaded(account.now(), background.start(() -> walk(places)));
  }

  private static RowWalk walk(List<Path> files) throws IOException {
    long lines = 0;
    for (Path file : files) {
      RowWalk walk = RowWalk.of(file, Dataset::readable);
      lines += walk.lines();
      if (walk.flaw().isPresent()) {
        return new RowWalk(lines, walk.problem());
      }
    }
    return new RowWalk(lines, null);
  }

  synchronized Optional<Dataset> find(String id) {
    return Optional.ofNullable(datasets.get(id));
  }

  Dataset get(String id) {
    return find(id)
        .orElseThrow(
            () -> Grpc.NOT_FOUND.problem("dataset " + Account.name("datasets", id) + " not found"));
  }

  /**
   * The data set a field names, which must be ready.
   *
   * @param name its full name or bare id
   * @param field the field that names it
   */
  Dataset ready(String name, String field) {
    Grpc.unless(!name.isEmpty(), field + " is required");
    Dataset dataset = get(Names.id(name, "datasets", field));
    if (!dataset.state(account.now()).equals("READY")) {
      throw Grpc.FAILED_PRECONDITION.problem("dataset " + dataset.name() + " is not READY");
    }
    return dataset;
  }

  /** Forgets a data set; jobs that have begun with it still read its files. */
  synchronized void delete(String id) {
    Dataset dataset = get(id);
    datasets.remove(id);
    Future<Dataset> unused = background.start(() -> {
      for (Blob file : dataset.files().values()) {
        file.delete();
      }
      return dataset;
    });
  }

  synchronized List<ObjectNode> objects() {
    return datasets.values().stream().map(d -> d.object(account.now())).toList();
  }

  /** The names of all data sets ever created. */
  synchronized List<String> created() {
    return created.stream().map(Dataset::name).toList();
  }

  /** The hash of a data set's only file. */
  synchronized Optional<String> sha256(String name) {
    return created.stream()
        .filter(d -> d.name().equals(name))
        .flatMap(d -> d.files().values().stream())
        .map(Blob::sha256)
        .reduce((first, last) -> last);
  }
}

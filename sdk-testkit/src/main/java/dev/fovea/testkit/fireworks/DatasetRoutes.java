package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Multipart;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations on data sets: made, filled in one request or through the bucket, and split. */
final class DatasetRoutes {
  private static final long MOST_AT_ONCE = 150L << 20;

  private final Account account;
  private final Storage storage;
  private final DatasetStore store;

  DatasetRoutes(Account account, Storage storage, DatasetStore store) {
    this.account = account;
    this.storage = storage;
    this.store = store;
  }

  void addTo(Routes routes) {
    new Collection(routes, "datasets")
        .add("GET", "", e -> Listing.page(e, "datasets", store.objects()))
        .add("POST", "", this::create)
        .add("GET", "/{id}", e -> object(e, get(e)))
        .add("PATCH", "/{id}", this::update)
        .add("DELETE", "/{id}", this::delete)
        .add("POST", "/{id}:upload", this::upload)
        .add("POST", "/{id}:getUploadEndpoint", this::uploadEndpoint)
        .add("POST", "/{id}:validateUpload", this::validate)
        .add("GET", "/{id}:getDownloadEndpoint", this::downloadEndpoint)
        .add("POST", "/{id}:splitDataset", e -> new DatasetSplit(store).reply(e, get(e)));
  }

  private Dataset get(Exchange exchange) {
    return store.get(exchange.pathValue("id"));
  }

  private Reply object(Exchange exchange, Dataset dataset) {
    return Reply.json(200, Listing.masked(dataset.object(account.now()), exchange));
  }

  private Reply create(Exchange exchange) throws IOException {
    ObjectNode body = RequestBody.read(exchange, "createDataset");
    Grpc.unless(body.has("dataset"), "dataset is required");
    for (String field : new String[] {"filter", "sourceDatasetId"}) {
      if (body.has(field)) {
        throw Grpc.UNIMPLEMENTED.problem("a data set made by " + field + " is not emulated");
      }
    }
    String id = Names.chosen(body.path("datasetId").asText(""), "dataset_id");
    return object(exchange, store.create(id, (ObjectNode) body.get("dataset")));
  }

  private Reply update(Exchange exchange) throws IOException {
    Dataset dataset = get(exchange);
    dataset.update(RequestBody.unwrapped(exchange, "dataset"), account.now());
    return object(exchange, dataset);
  }

  private Reply delete(Exchange exchange) {
    store.delete(exchange.pathValue("id"));
    return Reply.json(200, Json.object());
  }

  private Reply upload(Exchange exchange) throws IOException {
    Dataset dataset = filling(exchange);
    Map<String, Blob> parts = new LinkedHashMap<>();
    try {
      Multipart.read(
          exchange.header("content-type").orElse(""), exchange.stream(), (head, bytes) -> {
            if (head.name().equals("file") && !head.fileName().isEmpty()) {
              parts.put(head.fileName(), storage.keep(out -> Folder.copy(bytes, out)));
            }
          });
      Grpc.unless(parts.size() == 1, "exactly one part named file with a filename is required");
      Map.Entry<String, Blob> part = parts.entrySet().iterator().next();
      String name = part.getKey();
      Blob file = part.getValue();
      Grpc.unless(
          file.size() <= MOST_AT_ONCE,
          "the file has " + file.size() + " bytes, at most " + MOST_AT_ONCE
              + " can be uploaded directly; use getUploadEndpoint");
      dataset.put(name, file);
      store.uploaded(dataset);
      return uploaded(exchange, name, file);
    } catch (IOException | Problem notTaken) {
      for (Blob left : parts.values()) {
        left.delete();
      }
      throw notTaken;
    }
  }

  /** The one answer of the control plane that is spelled as OpenAI's file object. */
  private Reply uploaded(Exchange exchange, String name, Blob file) {
    return Reply.json(
        200,
        Json.object()
            .put("id", exchange.pathValue("id"))
            .put("object", "file")
            .put("bytes", file.size())
            .put("created_at", account.now().getEpochSecond())
            .put("filename", name)
            .put("purpose", "fine-tune"));
  }

  private Dataset filling(Exchange exchange) {
    Dataset dataset = get(exchange);
    if (dataset.state(account.now()).equals("READY")) {
      throw Grpc.FAILED_PRECONDITION.problem("dataset " + dataset.name() + " is READY already");
    }
    return dataset;
  }

  private Reply uploadEndpoint(Exchange exchange) throws IOException {
    Dataset dataset = filling(exchange);
    JsonNode sizes = RequestBody.read(exchange, "uploadEndpoint").path("filenameToSize");
    Grpc.unless(sizes.size() > 0, "filename_to_size is required");
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    sizes.properties().forEach(file -> {
      long size = Long.parseLong(file.getValue().textValue());
      urls.put(
          file.getKey(),
          storage.toPut(
              exchange,
              dataset.name() + "/" + file.getKey(),
              size,
              blob -> dataset.put(file.getKey(), blob)));
    });
    return Reply.json(200, answer);
  }

  private Reply validate(Exchange exchange) throws IOException {
    RequestBody.read(exchange, "empty");
    Dataset dataset = get(exchange);
    if (dataset.files().isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem("nothing was uploaded to " + dataset.name());
    }
    if (!dataset.state(account.now()).equals("READY")) {
      store.uploaded(dataset);
    }
    return Reply.json(200, Json.object());
  }

  private Reply downloadEndpoint(Exchange exchange) {
    Dataset dataset = get(exchange);
    if (!dataset.state(account.now()).equals("READY")) {
      throw Grpc.FAILED_PRECONDITION.problem("dataset " + dataset.name() + " is not READY");
    }
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    dataset
        .files()
        .forEach((name, file) -> urls.put(
            name,
            storage.toGet(exchange, dataset.name() + "/" + name, () -> Storage.Content.of(file))));
    return Reply.json(200, answer);
  }
}

package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.storage.Blob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Cuts a data set into chunks that are data sets of their own. */
final class DatasetSplit {
  private static final int SMALLEST = 200;

  private final DatasetStore store;

  DatasetSplit(DatasetStore store) {
    this.store = store;
  }

  Reply reply(Exchange exchange, Dataset dataset) throws IOException {
    ObjectNode body = RequestBody.read(exchange, "splitDataset");
    int size = body.path("chunkSize").asInt(0);
    Grpc.unless(size >= SMALLEST, "chunk_size must be at least " + SMALLEST + ", got " + size);
    store.ready(dataset.name(), "name");
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("chunkDatasetNames");
    for (Blob file : dataset.files().values()) {
      try (BufferedReader lines = Files.newBufferedReader(file.place())) {
        for (Optional<String> first = next(lines); first.isPresent(); first = next(lines)) {
          names.add(chunk(
              dataset,
              exchange.pathValue("id") + "-" + names.size(),
              size,
              new Cut(first.get(), lines)));
        }
      }
    }
    return Reply.json(
        200,
        answer
            .put("chunksCreated", names.size())
            .put("totalExamples", String.valueOf(dataset.rows())));
  }

  private record Cut(String first, BufferedReader rest) {}

  private String chunk(Dataset from, String id, int size, Cut cut) throws IOException {
    ObjectNode fields = Json.object().put("format", "CHAT");
    fields.putObject("splitted").put("sourceDatasetId", from.name());
    Dataset made = store.create(id, fields, Map.of(id + ".jsonl", out -> {
      write(out, cut.first());
      Optional<String> line = Optional.empty();
      for (int i = 1; i < size; i++) {
        line = next(cut.rest());
        if (line.isEmpty()) {
          break;
        }
        write(out, line.get());
      }
    }));
    return made.name();
  }

  private static Optional<String> next(BufferedReader lines) throws IOException {
    return Optional.ofNullable(lines.readLine());
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

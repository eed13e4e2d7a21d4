package dev.fovea.testkit.together;

import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Ranges;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a job leaves as files: weights, and the tokens it was trained on. Their bytes begin like a
 * Zstandard archive, are the same each time, and mean nothing.
 */
final class WeightRoutes {
  static final String STORAGE = "/_storage/tokens/";

  private static final int MODEL_SIZE = 1_200_000;
  private static final int ADAPTER_SIZE = 300_000;
  private static final int TOKENS_SIZE = 20_000;

  private final Account account;
  private final JobStore jobs;
  private final Map<String, String> signatures = new ConcurrentHashMap<>();

  WeightRoutes(Account account, JobStore jobs) {
    this.account = account;
    this.jobs = jobs;
  }

  void addTo(Routes routes) {
    routes
        .add("GET", "/finetune/download", this::weights)
        .add("GET", "/fine-tunes/{id}/download-tokenized-dataset", this::tokenized);
  }

  private Reply weights(Exchange exchange) {
    Map<String, String> query = exchange.queryValues();
    String id = query.getOrDefault("ft_id", "");
    Refusals.unless(!id.isEmpty(), "ft_id is required", "ft_id");
    Job job = jobs.get(id);
    int step = Parameters.integer(query.getOrDefault("checkpoint_step", "0"), "checkpoint_step");
    String kind = step > 0 ? "step " + step : kind(job, query.getOrDefault("checkpoint", ""));
    if (step > 0 && !job.hasCheckpoint(step, account.now())) {
      throw Refusals.notFound("Job " + id + " has no checkpoint at step " + step);
    }
    int size = kind.equals("adapter") ? ADAPTER_SIZE : MODEL_SIZE;
    return archive(exchange, id + " " + kind, size);
  }

  private String kind(Job job, String kind) {
    Refusals.unless(
        kind.equals("merged") || kind.equals("adapter") || kind.equals("model_output_path"),
        "checkpoint must be merged, adapter or model_output_path, got '" + kind + "'",
        "checkpoint");
    Refusals.unless(
        job.isLora() || kind.equals("model_output_path"),
        "Job " + job.id() + " trained all weights, use model_output_path",
        "checkpoint");
    String status = job.status(account.now());
    Refusals.unless(
        status.equals("completed"),
        "Job " + job.id() + " is " + status + ", it must be completed first",
        "ft_id");
    return kind;
  }

  private Reply tokenized(Exchange exchange) {
    Job job = jobs.get(exchange.pathValue("id"));
    Instant now = account.now();
    if (!job.plan().has("TOKENIZED_DATASET_UPLOAD_COMPLETE", job.shownTime(now))) {
      throw Refusals.notFound("Job " + job.id() + " has stored no tokens");
    }
    String signature = signatures.computeIfAbsent(job.id(), id -> account.hex(24));
    String url = "http://" + exchange.authority() + STORAGE + job.id() + "?sig=" + signature;
    return Reply.json(
        200,
        Json.object()
            .put("url", url)
            .put("filename", job.id() + "-tokens.tar.zst")
            .put("content_type", "application/zstd")
            .put("size", TOKENS_SIZE)
            .put("expires_at", now.plus(Duration.ofHours(1)).toString()));
  }

  /** The tokens themselves, for whoever has the signed address. */
  Reply tokens(Exchange exchange) {
    String id = exchange.path().substring(STORAGE.length());
    String signature = exchange.queryValues().getOrDefault("sig", "");
    if (!signature.equals(signatures.get(id))) {
      return Reply.text(403, "signature does not match");
    }
    return archive(exchange, id + " tokens", TOKENS_SIZE);
  }

  private static Reply archive(Exchange exchange, String what, int size) {
    int seed = what.hashCode();
    return Ranges.reply(exchange, size, Integer.toHexString(seed), () -> new Noise(seed, size));
  }

  /** Bytes that only depend on a seed. */
  private static final class Noise extends InputStream {
    private static final byte[] ZSTANDARD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private final int seed;
    private final int size;
    private int position;

    Noise(int seed, int size) {
      this.seed = seed;
      this.size = size;
    }

    @Override
    public int read() {
      return position == size ? -1 : at(position++) & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int n = Math.min(length, size - position);
      for (int i = 0; i < n; i++) {
        bytes[offset + i] = at(position++);
      }
      return n == 0 && length > 0 ? -1 : n;
    }

    private byte at(int place) {
      return place < ZSTANDARD.length
          ? ZSTANDARD[place]
          : (byte) (((place ^ seed) * 0x9e3779b1) >>> 16);
    }
  }
}

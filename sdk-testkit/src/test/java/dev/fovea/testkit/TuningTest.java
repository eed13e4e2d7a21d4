package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job may be told beyond the common road, and what can be asked of it. */
class TuningTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"ho\"}]}\n";
  private static final String PAIR =
      "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"}]},"
          + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"An oak\"}],"
          + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"No idea\"}]}\n";

  private Wire wire;

  @BeforeEach
  void connects() {
    wire = new Wire(TOGETHER.together());
  }

  private HttpWire.Answer create(String file, String fields) throws Exception {
    String model = fields.contains("from_checkpoint") ? "" : ",\"model\":\"" + Wire.MODEL + "\"";
    return wire.post(
        "/fine-tunes", "{\"training_file\":\"" + file + "\"" + model + "," + fields + "}");
  }

  private String created(String file, String fields) throws Exception {
    HttpWire.Answer answer = create(file, fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("id").asText();
  }

  private JsonNode job(String id) throws Exception {
    return wire.get("/fine-tunes/" + id).json();
  }

  private List<String> events(String id) throws Exception {
    List<String> types = new ArrayList<>();
    wire.get("/fine-tunes/" + id + "/events")
        .json()
        .get("data")
        .forEach(e -> types.add(e.get("type").asText()));
    return types;
  }

  private static void later() {
    TOGETHER.together().clock().advance(Duration.ofHours(1));
  }

  @Test
  void everyFieldIsTakenAndWhatIsNoSecretIsToldAgain() throws Exception {
    String file = wire.uploaded(LINE.repeat(40));
    String fields = "\"validation_file\":\"" + file + "\",\"n_epochs\":2,\"n_checkpoints\":2,"
        + "\"n_evals\":4,\"batch_size\":\"max\",\"gradient_accumulation_steps\":2,"
        + "\"learning_rate\":1e-4,\"warmup_ratio\":0.1,\"max_grad_norm\":0,\"weight_decay\":0.1,"
        + "\"random_seed\":null,\"packing\":false,\"max_seq_length\":2048,\"suffix\":\"s\","
        + "\"lr_scheduler\":{\"lr_scheduler_type\":\"cosine\","
        + "\"lr_scheduler_args\":{\"min_lr_ratio\":0.1,\"num_cycles\":0.5}},"
        + "\"wandb_key\":\"wk-secret\",\"wandb_project_name\":\"p\",\"wandb_entity\":\"e\","
        + "\"from_hf_model\":\"a/b\",\"hf_model_revision\":\"v1\",\"hf_api_token\":\"hf-secret\","
        + "\"hf_output_repo_name\":\"a/c\","
        + "\"training_method\":{\"method\":\"sft\",\"train_on_inputs\":\"auto\"},"
        + "\"training_type\":{\"type\":\"Lora\",\"lora_r\":8,\"lora_alpha\":16,"
        + "\"lora_trainable_modules\":\"q_proj,w_up\"},"
        + "\"multimodal_params\":{\"train_vision\":true}";

    String id = created(file, fields);
    later();

    JsonNode job = job(id);
    assertThat(job.get("status").asText()).isEqualTo("completed");
    assertThat(job.at("/lr_scheduler/lr_scheduler_args/num_cycles").asDouble()).isEqualTo(0.5);
    assertThat(job.get("hf_model_revision").asText()).isEqualTo("v1");
    assertThat(job.get("gradient_accumulation_steps").asInt()).isEqualTo(2);
    assertThat(job.get("evals_completed").asInt()).isEqualTo(4);
    assertThat(job.get("tokenized_dataset_path").asText()).contains(id);
    assertThat(job.toString()).doesNotContain("secret");
    assertThat(events(id))
        .containsSubsequence(
            "VALIDATION_DATA_DOWNLOAD_COMPLETE",
            "WANDB_INIT",
            "EVAL_COMPLETE",
            "EVAL_COMPLETE",
            "MODEL_UPLOAD_COMPLETE",
            "MODEL_UPLOADING_TO_HF",
            "JOB_COMPLETE");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "\"packing\":\"yes\"|packing",
        "\"random_seed\":\"x\"|random_seed",
        "\"gradient_accumulation_steps\":-1|gradient_accumulation_steps",
        "\"wandb_api_key\":7|wandb_api_key",
        "\"lr_scheduler\":{\"lr_scheduler_type\":\"step\"}|lr_scheduler.lr_scheduler_type",
        "\"lr_scheduler\":{\"lr_scheduler_type\":\"cosine\",\"lr_scheduler_args\":{\"min_lr_ratio\":0.1}}|lr_scheduler.lr_scheduler_args.num_cycles",
        "\"lr_scheduler\":{\"lr_scheduler_type\":\"linear\",\"lr_scheduler_args\":{\"min_lr_ratio\":2}}|lr_scheduler.lr_scheduler_args.min_lr_ratio",
        "\"training_method\":{\"method\":\"sft\"}|training_method.train_on_inputs",
        "\"training_method\":{\"method\":\"dpo\",\"dpo_beta\":-1}|training_method.dpo_beta",
        "\"training_method\":{\"method\":\"dpo\",\"dpo_reference_free\":\"no\"}|training_method.dpo_reference_free",
        "\"training_method\":{\"method\":\"dpo\"}|training_method.method",
        "\"training_type\":{\"type\":\"Lora\",\"lora_r\":8,\"lora_trainable_modules\":\"z_proj\"}|training_type.lora_trainable_modules",
        "\"early_stopping_enabled\":true|early_stopping_enabled",
        "\"early_stopping_patience\":0|early_stopping_patience",
        "\"early_stopping_min_delta\":-1|early_stopping_min_delta",
        "\"from_checkpoint\":\"ft-none\"|from_checkpoint",
        "\"max_seq_length\":40000|max_seq_length",
      })
  void whatCannotBeMeantIsRefusedAndNamesTheField(String field, String param) throws Exception {
    HttpWire.Answer answer = create(wire.uploaded(LINE), field);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
    assertThat(TOGETHER.together().jobs()).isEmpty();
  }

  @Test
  void preferenceTuningLearnsThePreferredAnswers() throws Exception {
    byte[] star = Drawing.draw("star", new Random(1), true);
    byte[] circle = Drawing.draw("circle", new Random(2), true);
    String lines = pair(star, "a star", "a circle") + pair(circle, "a circle", "a star");
    String file = wire.uploaded(lines);
    assertThat(create(file, "\"n_epochs\":1").json().at("/error/param").asText())
        .as("supervised tuning cannot read pairs")
        .isEqualTo("training_method.method");

    String id = created(
        file, "\"training_method\":{\"method\":\"dpo\",\"dpo_beta\":0.2},\"batch_size\":16");
    later();

    String model = wire.deploy(id);
    assertThat(wire.ask(model, "What is it?", Drawing.url(star, true))).isEqualTo("a star");
    assertThat(wire.ask(model, "What is it?", Drawing.url(circle, true))).isEqualTo("a circle");
    assertThat(create(file, "\"training_method\":{\"method\":\"dpo\"},\"batch_size\":32")
            .json()
            .at("/error/message")
            .asText())
        .as("pairs have a largest batch of their own")
        .contains("between 8 and 16");
  }

  private static String pair(byte[] picture, String better, String worse) {
    return "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
        + "\"text\":\"What is it?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\""
        + Drawing.url(picture, true) + "\"}}]}]},\"preferred_output\":[{\"role\":\"assistant\","
        + "\"content\":[{\"type\":\"text\",\"text\":\"" + better + "\"}]}],"
        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
        + "\"text\":\"" + worse + "\"}]}]}\n";
  }

  @Test
  void aJobGoesOnFromACheckpointOfAnother() throws Exception {
    byte[] star = Drawing.draw("star", new Random(1), true);
    byte[] circle = Drawing.draw("circle", new Random(2), true);
    String first = created(
        wire.uploaded(Drawing.line("?", star, true, "star")),
        "\"n_epochs\":4,\"training_type\":{\"type\":\"Full\"}");
    String file = wire.uploaded(Drawing.line("?", circle, true, "circle"));
    assertThat(create(file, "\"from_checkpoint\":\"" + first + "\"").status())
        .as("it is not done")
        .isEqualTo(400);
    later();
    String name = job(first).get("model_output_name").asText();

    assertThat(create(file, "\"from_checkpoint\":\"" + first + ":99\"").status())
        .isEqualTo(400);
    for (String checkpoint : List.of(first, name, first + ":2", name + ":2")) {
      JsonNode created =
          create(file, "\"from_checkpoint\":\"" + checkpoint + "\"").json();
      assertThat(created.get("model").asText()).isEqualTo(Wire.MODEL);
      assertThat(created.at("/training_type/type").asText()).isEqualTo("Full");
      assertThat(wire.get("/fine-tunes/models/limits?model_name=" + checkpoint)
              .json()
              .get("model_name")
              .asText())
          .isEqualTo(Wire.MODEL);
    }
    String second = created(file, "\"from_checkpoint\":\"" + first + "\"");
    later();

    String model = wire.deploy(second);
    assertThat(wire.ask(model, "?", Drawing.url(star, true)))
        .as("it has not forgotten")
        .isEqualTo("star");
    assertThat(wire.ask(model, "?", Drawing.url(circle, true))).isEqualTo("circle");
  }

  @Test
  void trainingStopsEarlyWhenTheLossRisesAgain() throws Exception {
    String file = wire.uploaded(LINE.repeat(320));
    String fields = "\"validation_file\":\"" + file + "\",\"n_evals\":10,\"n_epochs\":10,"
        + "\"batch_size\":32,\"early_stopping_enabled\":true,\"early_stopping_patience\":2,"
        + "\"early_stopping_warmup_evals\":1";

    String stopped = created(file, fields);
    String whole = created(file, fields.replace(":true", ":false"));
    later();

    JsonNode job = job(stopped);
    assertThat(job.get("status").asText()).isEqualTo("completed");
    assertThat(job.get("early_stopped").asBoolean()).isTrue();
    assertThat(job.get("early_stopping_best_step").asInt()).isEqualTo(50);
    assertThat(job.get("early_stopping_best_metric").asDouble()).isEqualTo(0.5);
    assertThat(job.get("steps_completed").asInt()).isEqualTo(70);
    assertThat(job.get("total_steps").asInt()).isEqualTo(100);
    assertThat(events(stopped)).contains("EARLY_STOPPED").containsOnlyOnce("JOB_COMPLETE");
    assertThat(job(whole).get("early_stopped").asBoolean()).isFalse();
    assertThat(job(whole).get("steps_completed").asInt()).isEqualTo(100);
    assertThat(events(whole)).doesNotContain("EARLY_STOPPED");
  }

  @Test
  void aJobThatLosesItsMachineIsQueuedAgain() throws Exception {
    TOGETHER.together().restartNextJob();
    String file = wire.uploaded(LINE);
    String id = created(file, "\"n_epochs\":1");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 100 && !seen.contains("completed"); i++) {
      String status = job(id).get("status").asText();
      if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
        seen.add(status);
      }
      TOGETHER.together().clock().advance(Duration.ofSeconds(5));
    }

    assertThat(seen)
        .containsExactly(
            "pending",
            "queued",
            "running",
            "queued",
            "running",
            "compressing",
            "uploading",
            "completed");
    assertThat(events(id)).containsSubsequence("JOB_START", "JOB_RESTARTED", "JOB_START");
    assertThat(events(created(file, "\"n_epochs\":1"))).doesNotContain("JOB_RESTARTED");
  }

  @Test
  void aResultOnItsWayCannotBeCancelledAnyMore() throws Exception {
    String id = created(wire.uploaded(LINE), "\"n_epochs\":1");
    for (int i = 0; i < 100 && !job(id).get("status").asText().equals("uploading"); i++) {
      TOGETHER.together().clock().advance(Duration.ofSeconds(5));
    }

    assertThat(wire.post("/fine-tunes/" + id + "/cancel").status()).isEqualTo(400);
    later();
    assertThat(job(id).get("status").asText()).isEqualTo("completed");
  }

  @Test
  void aPriceIsEstimatedOnceTheFilesAreRead() throws Exception {
    String early = wire.upload("a.jsonl", LINE);
    assertThat(reason(early, "")).isEqualTo("train_file_not_validated");
    String file = wire.uploaded(LINE.repeat(100));
    String broken = wire.uploaded("nonsense\n");

    assertThat(reason(broken, "")).isEqualTo("train_file_invalid");
    assertThat(reason(file, ",\"validation_file\":\"" + broken + "\""))
        .isEqualTo("eval_file_invalid");
    JsonNode once = estimate(file, ",\"n_epochs\":1");
    JsonNode thrice =
        estimate(file, ",\"n_epochs\":3,\"n_evals\":2,\"validation_file\":\"" + file + "\"");
    assertThat(once.get("estimation_available").asBoolean()).isTrue();
    assertThat(once.get("estimated_total_price").asDouble()).isPositive();
    assertThat(thrice.get("estimated_train_token_count").asLong())
        .isEqualTo(3 * once.get("estimated_train_token_count").asLong());
    assertThat(thrice.get("estimated_eval_token_count").asLong()).isPositive();
    assertThat(wire.post(
                "/fine-tunes/estimate-price",
                "{\"training_file\":\"" + file + "\",\"model\":\"nobody/none\"}")
            .status())
        .isEqualTo(400);
  }

  private JsonNode estimate(String file, String more) throws Exception {
    return wire.post(
            "/fine-tunes/estimate-price",
            "{\"training_file\":\"" + file + "\",\"model\":\"" + Wire.MODEL + "\"" + more + "}")
        .json();
  }

  private String reason(String file, String more) throws Exception {
    JsonNode answer = estimate(file, more);
    assertThat(answer.get("estimation_available").asBoolean()).isFalse();
    return answer.get("unavailable_reason").asText();
  }

  @Test
  void metricsAreFilteredByQueryAndByBody() throws Exception {
    String file = wire.uploaded(LINE.repeat(320));
    String id = created(
        file,
        "\"validation_file\":\"" + file + "\",\"n_evals\":4,\"n_epochs\":10,\"batch_size\":32");
    later();
    String path = "/fine-tunes/" + id + "/metrics";

    JsonNode all = metrics(wire.get(path));
    JsonNode some = metrics(wire.get(path + "?global_step_from=20&global_step_to=30"));
    JsonNode thin = metrics(wire.get(path + "?resolution=5"));
    JsonNode byBody = metrics(wire.send(wire.request(path)
        .header("Content-Type", "application/json")
        .method(
            "GET",
            HttpRequest.BodyPublishers.ofString(
                "{\"global_step_from\":20,\"global_step_to\":30}"))));

    assertThat(all).hasSize(104);
    assertThat(steps(some)).hasSize(11).startsWith(20).endsWith(30);
    assertThat(some).as("an evaluation at step 25").hasSize(12);
    assertThat(byBody).isEqualTo(some);
    assertThat(steps(thin)).containsExactly(1, 25, 50, 75, 100);
    assertThat(thin).as("evaluations are complete").hasSize(9);
    assertThat(metrics(wire.get(path + "?logged_at_from=2999-01-01T00:00:00Z"))).isEmpty();
    assertThat(wire.get(path + "?global_step_from=x").status()).isEqualTo(400);
    assertThat(wire.get(path + "?logged_at_to=noon").status()).isEqualTo(400);
    assertThat(wire.get("/fine-tunes/ft-none/metrics").status()).isEqualTo(404);
  }

  private static JsonNode metrics(HttpWire.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("metrics");
  }

  private static List<Integer> steps(JsonNode points) {
    List<Integer> steps = new ArrayList<>();
    points.forEach(point -> {
      if (point.has("train/global_step")) {
        steps.add(point.get("train/global_step").asInt());
      }
    });
    return steps;
  }

  private HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    HttpRequest.Builder request = wire.request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Wire.http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void weightsAreDownloadedWholeAndInParts() throws Exception {
    String id = created(wire.uploaded(LINE), "\"n_epochs\":4");
    String path = "/finetune/download?ft_id=" + id + "&checkpoint=";
    assertThat(bytes(path + "merged").statusCode()).as("it is not done").isEqualTo(400);
    later();

    HttpResponse<byte[]> whole = bytes(path + "merged");
    HttpResponse<byte[]> probe = bytes(path + "merged", "Range", "bytes=0-1");
    HttpResponse<byte[]> rest = bytes(path + "merged", "Range", "bytes=1000000-");

    assertThat(whole.headers().firstValue("content-type")).contains("application/octet-stream");
    assertThat(whole.body()).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    assertThat(probe.statusCode()).isEqualTo(206);
    assertThat(probe.body()).hasSize(2);
    assertThat(probe.headers().firstValue("content-range"))
        .contains("bytes 0-1/" + whole.body().length);
    assertThat(rest.body())
        .isEqualTo(java.util.Arrays.copyOfRange(whole.body(), 1_000_000, whole.body().length));
    assertThat(bytes(path + "adapter").body()).hasSizeLessThan(whole.body().length);
    assertThat(bytes(path + "adapter&checkpoint_step=2").body()).isNotEqualTo(whole.body());
    assertThat(bytes(path + "adapter&checkpoint_step=3").statusCode()).isEqualTo(404);
    assertThat(bytes(path + "everything").statusCode()).isEqualTo(400);
    assertThat(bytes("/finetune/download?ft_id=ft-none&checkpoint=merged").statusCode())
        .isEqualTo(404);
  }

  @Test
  void allWeightsGoByAWordOfTheirOwn() throws Exception {
    String id = created(wire.uploaded(LINE), "\"training_type\":{\"type\":\"Full\"}");
    later();
    String path = "/finetune/download?ft_id=" + id + "&checkpoint=";

    assertThat(bytes(path + "model_output_path").statusCode()).isEqualTo(200);
    assertThat(bytes(path + "merged").statusCode()).isEqualTo(400);
    assertThat(job(id).has("adapter_object_id")).isFalse();
  }

  @Test
  void theTokensAreAtASignedAddress() throws Exception {
    String id = created(wire.uploaded(LINE), "\"n_epochs\":1");
    String path = "/fine-tunes/" + id + "/download-tokenized-dataset";
    assertThat(wire.get(path).status()).isEqualTo(404);
    later();

    JsonNode tokens = wire.get(path).json();
    URI url = URI.create(tokens.get("url").asText());
    HttpResponse<byte[]> fetched = Wire.http()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    HttpResponse<byte[]> forged = Wire.http()
        .send(
            HttpRequest.newBuilder(URI.create(url + "0")).build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(fetched.body()).hasSize(tokens.get("size").asInt());
    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void aPreviewMasksWhatIsNotLearnt() throws Exception {
    String file = wire.uploaded(LINE.repeat(3));
    String request = "{\"training_file\":\"" + file + "\",\"model\":\"" + Wire.MODEL
        + "\",\"top_k\":2,\"training_method\":\"sft\",\"train_on_inputs\":";

    JsonNode preview = wire.post("/fine-tunes/preview", request + "false}").json();
    JsonNode inputs = wire.post("/fine-tunes/preview", request + "true}").json();

    assertThat(preview.get("dataset_format").asText()).isEqualTo("conversation");
    assertThat(preview.get("rows")).hasSize(2);
    JsonNode row = preview.at("/rows/0");
    assertThat(row.get("num_tokens").asInt()).isEqualTo(2);
    assertThat(row.get("num_trained_tokens").asInt()).isEqualTo(1);
    assertThat(row.at("/labels/0").asInt()).isEqualTo(-100);
    assertThat(row.at("/labels/1")).isEqualTo(row.at("/input_ids/1"));
    assertThat(row.get("trained_spans").toString()).isEqualTo("[[1,2]]");
    assertThat(inputs.at("/rows/0/num_trained_tokens").asInt()).isEqualTo(2);
    String pairs = wire.uploaded(PAIR);
    assertThat(wire.post("/fine-tunes/preview", request.replace(file, pairs) + "true}")
            .status())
        .isEqualTo(400);
  }
}

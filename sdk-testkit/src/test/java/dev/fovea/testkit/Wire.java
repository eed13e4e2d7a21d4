package dev.fovea.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A client of Together's wire. */
final class Wire extends HttpWire {
  static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";

  private final EmbeddedTogether together;

  Wire(EmbeddedTogether together) {
    this.together = together;
  }

  @Override
  String key() {
    return together.apiKey();
  }

  @Override
  URI at(String path) {
    String root = together.baseUrl().toString();
    return URI.create(
        path.startsWith("/v") || path.startsWith("/_")
            ? root.substring(0, root.length() - 3) + path
            : root + path);
  }

  Answer form(String path, Map<String, String> fields) throws Exception {
    return send(request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Uploads by the redirect protocol and gives back the file's id. */
  String upload(String name, String content) throws Exception {
    Answer announced =
        form("/files", Map.of("purpose", "fine-tune", "file_name", name, "file_type", "jsonl"));
    if (announced.status() != 302) {
      throw new AssertionError(announced.text());
    }
    HttpRequest put = HttpRequest.newBuilder(URI.create(announced.header("location")))
        .PUT(HttpRequest.BodyPublishers.ofString(content))
        .build();
    if (http().send(put, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
      throw new AssertionError("storage refused the bytes");
    }
    String id = announced.header("x-together-file-id");
    post("/files/" + id + "/preprocess");
    return id;
  }

  /** Uploads and lets virtual time pass until the file is decided. */
  String uploaded(String content) throws Exception {
    String id = upload("train.jsonl", content);
    together.clock().advance(Duration.ofMinutes(1));
    return id;
  }

  String job(String file) throws Exception {
    Answer created = post(
        "/fine-tunes",
        "{\"training_file\":\"" + file + "\",\"model\":\"" + MODEL + "\",\"n_epochs\":2}");
    if (created.status() != 200) {
      throw new AssertionError(created.text());
    }
    return created.json().get("id").asText();
  }

  /**
   * Deploys a finished job's model, waits in virtual time until it is routed, and gives back its
   * chat name.
   */
  String deploy(String job) throws Exception {
    String model = get("/fine-tunes/" + job).json().get("model_object_id").asText();
    return deployModel("projects/proj_embedded/models/" + model, "e" + job.substring(3));
  }

  String deployModel(String model, String name) throws Exception {
    String project = "/v2/projects/proj_embedded";
    JsonNode configs = get(project + "/configs?referenceModel="
            + URLEncoder.encode(model, StandardCharsets.UTF_8))
        .json();
    String config = "projects/proj_platform/configs/" + configs.at("/data/0/id").asText();
    JsonNode endpoint =
        post(project + "/endpoints", "{\"name\":\"" + name + "\"}").json();
    String path = project + "/endpoints/" + endpoint.get("id").asText();
    JsonNode deployment = post(
            path + "/deployments",
            "{\"name\":\"d\",\"model\":\"" + model + "\",\"config\":\"" + config
                + "\",\"autoscaling\":{\"minReplicas\":1,\"maxReplicas\":1}}")
        .json();
    patch(
        path,
        "{\"trafficSplit\":[{\"deploymentId\":\"" + deployment.get("id").asText()
            + "\",\"weight\":1}]}");
    together.clock().advance(Duration.ofMinutes(5));
    return endpoint.get("name").asText();
  }

  static String question(String model, String text, String pictureUrl, String more) {
    return "{\"model\":\"" + model + "\"" + more
        + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text
        + "\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + pictureUrl + "\"}}]}]}";
  }

  String ask(String model, String text, String pictureUrl) throws Exception {
    Answer answer = post("/chat/completions", question(model, text, pictureUrl, ""));
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.json().at("/choices/0/message/content").asText();
  }
}

package dev.fovea.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of OpenAI's wire. */
final class OpenAiWire extends HttpWire {
  static final String MODEL = "gpt-4o-2024-08-06";

  /** An example to learn from, without a picture. */
  static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"a?\"},{\"role\":\"assistant\",\"content\":\"b\"}]}\n";

  private static final String JOBS = "/fine_tuning/jobs";

  private final EmbeddedOpenAi openAi;

  OpenAiWire(EmbeddedOpenAi openAi) {
    this.openAi = openAi;
  }

  @Override
  String key() {
    return openAi.apiKey();
  }

  @Override
  URI at(String path) {
    return URI.create(openAi.baseUrl() + path);
  }

  void pass(Duration time) {
    openAi.clock().advance(time);
  }

  static JsonNode expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  /** A plain field of a form, without a content type. */
  static String field(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
        + "\r\n";
  }

  /** A file of a form. */
  static String file(String name, String fileName, String content) {
    return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
  }

  /** Sends parts of a form with a length. */
  Answer form(String path, String... parts) throws Exception {
    return form(path, HttpRequest.BodyPublishers.ofString(whole(parts)));
  }

  /** Sends parts of a form in chunks, as official clients do. */
  Answer chunked(String path, String... parts) throws Exception {
    byte[] bytes = whole(parts).getBytes(StandardCharsets.UTF_8);
    return form(
        path, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
  }

  private static String whole(String... parts) {
    return String.join("", parts) + "--cut--\r\n";
  }

  Answer form(String path, HttpRequest.BodyPublisher body) throws Exception {
    return send(request(path)
        .header("Content-Type", "multipart/form-data; boundary=cut")
        .POST(body));
  }

  /** Uploads a training file and gives back its id. */
  String upload(String content) throws Exception {
    return upload("fine-tune", "train.jsonl", content);
  }

  String upload(String purpose, String name, String content) throws Exception {
    return expect(200, form("/files", field("purpose", purpose), file("file", name, content)))
        .get("id")
        .asText();
  }

  /** Asks for a job with more fields, each behind a comma. */
  Answer askForJob(String file, String more) throws Exception {
    return post(
        JOBS, "{\"model\":\"" + MODEL + "\",\"training_file\":\"" + file + "\"" + more + "}");
  }

  /** Creates a job that has enough to learn from. */
  JsonNode createdJob() throws Exception {
    return expect(200, askForJob(upload(LINE.repeat(10)), ""));
  }

  JsonNode job(String id) throws Exception {
    return expect(200, get(JOBS + "/" + id));
  }

  /** A job that has just succeeded. */
  JsonNode succeededJob() throws Exception {
    String id = createdJob().get("id").asText();
    pass(Duration.ofSeconds(351));
    return job(id);
  }
}

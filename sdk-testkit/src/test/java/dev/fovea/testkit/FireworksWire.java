package dev.fovea.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** A client of Fireworks' wire. */
final class FireworksWire extends HttpWire {
  static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  private final EmbeddedFireworks fireworks;

  FireworksWire(EmbeddedFireworks fireworks) {
    this.fireworks = fireworks;
  }

  @Override
  String key() {
    return fireworks.apiKey();
  }

  /** Paths of the account begin without a slash; others begin at the root. */
  @Override
  URI at(String path) {
    String below =
        path.startsWith("/") ? path : "/v1/accounts/" + EmbeddedFireworks.ACCOUNT + "/" + path;
    return URI.create(fireworks.baseUrl() + below);
  }

  Answer upload(String id, String fileName, String content) throws Exception {
    String form = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--cut--\r\n";
    return send(request("datasets/" + id + ":upload")
        .header("Content-Type", "multipart/form-data; boundary=cut")
        .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Makes a data set, fills it and lets virtual time pass until it is ready. */
  String dataset(String id, String content) throws Exception {
    expect(
        200,
        post(
            "datasets",
            "{\"datasetId\":\"" + id
                + "\",\"dataset\":{\"format\":\"CHAT\",\"exampleCount\":\"3\",\"userUploaded\":{}}}"));
    expect(200, upload(id, id + ".jsonl", content));
    fireworks.clock().advance(Duration.ofMinutes(1));
    return name("datasets", id);
  }

  static String name(String collection, String id) {
    return "accounts/" + EmbeddedFireworks.ACCOUNT + "/" + collection + "/" + id;
  }

  static JsonNode expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.text().isEmpty()
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : answer.json();
  }

  String state(String path) throws Exception {
    return expect(200, get(path)).get("state").asText();
  }

  /** Puts bytes at a signed address, with these headers. */
  static HttpRequest.Builder put(String url, String content, String range) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/octet-stream")
        .header("x-goog-content-length-range", range)
        .PUT(HttpRequest.BodyPublishers.ofString(content));
  }
}

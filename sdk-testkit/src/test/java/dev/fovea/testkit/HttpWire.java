package dev.fovea.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client that knows nothing of a provider but HTTP, JSON and the key. */
abstract class HttpWire {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  record Answer(int status, String text, HttpResponse<String> raw) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  static HttpClient http() {
    return HTTP;
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET());
  }

  Answer delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  Answer post(String path, String json) throws Exception {
    return send(request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  Answer post(String path) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  Answer patch(String path, String json) throws Exception {
    return send(request(path)
        .header("Content-Type", "application/json")
        .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The address of a path. */
  abstract URI at(String path);

  abstract String key();

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + key());
  }

  Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }
}

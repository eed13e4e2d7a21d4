package dev.fovea.transport;

import mockwebserver3.MockResponse;

/** Answers of a provider that streams. */
final class SseAnswers {
  private SseAnswers() {}

  static MockResponse.Builder stream(String... events) {
    return raw(body(events));
  }

  static MockResponse.Builder raw(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream;charset=utf-8")
        .addHeader("x-request-id", "req-sse")
        .body(body);
  }

  static String body(String... events) {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      body.append("data: ").append(event).append("\n\n");
    }
    return body.toString();
  }

  /** A piece that adds text. */
  static String text(String text) {
    return "{\"id\":\"cmp-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"acme/eye\","
        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"" + text
        + "\"},\"finish_reason\":null}],\"usage\":null}";
  }

  /** The piece that says why the answer ends, with its usage. */
  static String end() {
    return "{\"id\":\"cmp-1\",\"created\":1790000000,\"model\":\"acme/eye\",\"choices\":[{\"index\":0,"
        + "\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],"
        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":12}}";
  }
}

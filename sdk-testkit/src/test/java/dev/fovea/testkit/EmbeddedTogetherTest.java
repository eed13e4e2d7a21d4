package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TogetherExtension.class)
class EmbeddedTogetherTest {
  @Test
  void theExtensionGivesARunningProviderAsAParameter(EmbeddedTogether together) throws Exception {
    HttpWire.Answer me = new Wire(together).get("/whoami");

    assertThat(me.json().get("project_slug").asText()).isEqualTo("embedded");
    assertThat(together.requests().all()).hasSize(1);
    assertThat(together.requests().last().orElseThrow().header("Authorization")).contains("***");
    assertThat(me.header("x-request-id")).isNotEmpty();
  }

  @Test
  void everyCallNeedsTheKeyAndTheRefusalIsTheStandardError(EmbeddedTogether together)
      throws Exception {
    for (String path :
        new String[] {"/v1/whoami", "/v1/files", "/v2/projects/proj_embedded/endpoints"}) {
      HttpWire.Answer answer = new Wire(together)
          .send(HttpRequest.newBuilder(together.baseUrl().resolve(path))
              .header("Authorization", "Bearer nope"));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.json().at("/error/message").asText()).doesNotContain("nope");
      assertThat(answer.json().at("/error/type").asText()).isEqualTo("authentication_error");
    }
  }

  @Test
  void unknownPathsAndMethodsAreSaidToBeSoAndATrailingSlashIsFine(EmbeddedTogether together)
      throws Exception {
    Wire wire = new Wire(together);
    assertThat(wire.get("/nothing").status()).isEqualTo(404);
    assertThat(wire.delete("/whoami").status()).isEqualTo(405);
    assertThat(wire.get("/files/").status()).isEqualTo(200);
  }

  @Test
  void aResetForgetsEverythingButTheAddress(EmbeddedTogether together) throws Exception {
    Wire wire = new Wire(together);
    wire.upload("x.jsonl", "{}\n");
    URI before = together.baseUrl();
    together.faults().next(5).to("GET", "/v1/whoami").status(500);

    together.reset();

    assertThat(together.baseUrl()).isEqualTo(before);
    assertThat(together.files()).isEmpty();
    assertThat(together.requests().all()).isEmpty();
    assertThat(wire.get("/whoami").status()).isEqualTo(200);
  }

  @Test
  void closingLeavesNoThreadAndNoUploadBehind() throws Exception {
    long before = threads();
    Path uploads;
    // A seed of its own: others on this machine must not have a file of the same id.
    try (EmbeddedTogether own = EmbeddedTogether.builder()
        .apiKey("k")
        .timeScale(0)
        .seed(System.nanoTime())
        .start()) {
      Wire wire = new Wire(own);
      wire.upload("left-behind.jsonl", "{}\n");
      own.faults().next(1).to("GET", "/v1/whoami").stall();
      var stalled = Wire.http()
          .sendAsync(
              wire.request("/whoami").GET().build(),
              java.net.http.HttpResponse.BodyHandlers.discarding());
      while (own.requests().count("GET", "/v1/whoami") == 0) {
        Thread.onSpinWait();
      }
      assertThat(stalled).isNotDone();
      uploads = newestUploads(own.files().get(0));
      assertThat(uploads).exists();
    }
    for (int i = 0; i < 200 && threads() > before; i++) {
      Thread.sleep(10);
    }
    assertThat(threads()).isEqualTo(before);
    assertThat(uploads).doesNotExist();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("embedded-provider"))
        .count();
  }

  private static Path newestUploads(String id) throws Exception {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(p -> p.getFileName().toString().startsWith("embedded-together"))
          .filter(p -> Files.exists(p.resolve(id)))
          .reduce((first, second) -> second)
          .orElseThrow();
    }
  }

  @Test
  void aTakenPortIsSaidPlainly(EmbeddedTogether together) {
    EmbeddedTogether.Builder samePort =
        EmbeddedTogether.builder().port(together.baseUrl().getPort());
    assertThatThrownBy(samePort::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:");
  }

  @Test
  void equalSeedsGiveEqualIds() throws Exception {
    String first;
    try (EmbeddedTogether one = EmbeddedTogether.builder().seed(5).start()) {
      first = new Wire(one).upload("x.jsonl", "{}\n");
    }
    try (EmbeddedTogether two = EmbeddedTogether.builder().seed(5).start()) {
      assertThat(new Wire(two).upload("x.jsonl", "{}\n")).isEqualTo(first);
    }
  }

  @Test
  void virtualTimeRunsByItselfByDefault(EmbeddedTogether together) throws Exception {
    Wire wire = new Wire(together);
    String id = wire.upload(
        "x.jsonl",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}\n");
    String status = "";
    for (int i = 0; i < 500 && !status.equals("COMPLETED"); i++) {
      status = wire.get("/files/" + id).json().get("processing_status").asText();
      Thread.sleep(5);
    }
    assertThat(status).isEqualTo("COMPLETED");
  }

  @Test
  void smallBodiesAreKeptInTheLog(EmbeddedTogether together) throws Exception {
    new Wire(together).form("/files", Map.of("purpose", "eval"));
    var request = together.requests().of("POST", "/v1/files").get(0);
    assertThat(request.body()).contains("purpose=eval");
    assertThat(request.bodySize()).isEqualTo(12);
    assertThat(request.status()).contains(400);
  }
}

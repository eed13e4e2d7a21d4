package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.fireworks.FireworksClient;
import dev.fovea.openai.OpenAiClient;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.EmbeddedOpenAi;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.control.RecordedRequest;
import dev.fovea.together.TogetherClient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than a heap holds, and more than one PUT takes, with a heap far smaller than a part. Not in
 * the ordinary run; CONTRIBUTING has the command.
 */
@Tag("large")
class LargeUploadTest {
  private static final long SIZE = (5L << 30) + 1;
  private static final String STORED = "/_storage/**";
  private static final String UPLOAD_PARTS = "/v1/uploads/{id}/parts";
  private static final String PARTS = "/_storage/part/{upload}/{part}";

  @TempDir
  Path folder;

  @Test
  void fiveGibibytesAndOneGoInPartsAndOnlyTheFailedOneGoesTwice() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory())
        .as("run with -Xmx128m")
        .isLessThanOrEqualTo(128L << 20);
    Path file = sparse(SIZE);
    try (EmbeddedTogether together = EmbeddedTogether.start();
        TogetherClient client = TogetherClient.builder()
            .apiKey(together.apiKey())
            .baseUrl(together.baseUrl())
            .build()) {
      together.faults().next(1).to("PUT", "/_storage/part/{upload}/7").status(500);

      RemoteFile stored =
          client.files().upload(UploadRequest.builder().path(file).unchecked().build());

      assertThat(together.sha256(stored.id())).contains(sha256(file));
      Map<String, Long> sent = together.requests().of("PUT", PARTS).stream()
          .map(RecordedRequest::path)
          .map(path -> path.substring(path.lastIndexOf('/') + 1))
          .collect(Collectors.groupingBy(part -> part, Collectors.counting()));
      assertThat(sent).hasSize(21).containsEntry("7", 2L);
      assertThat(sent.values()).containsOnlyOnce(2L);
      assertThat(sent.values().stream().mapToLong(n -> n).sum()).isEqualTo(22);
      assertThat(together.requests().count("POST", "/v1/files/multipart/complete"))
          .isOne();
      assertThat(together.requests().count("POST", "/v1/files/multipart/abort")).isZero();

      // The same bytes once more: Together has them.
      assertThat(client
              .files()
              .upload(UploadRequest.builder().path(file).unchecked().build())
              .id())
          .isEqualTo(stored.id());
      assertThat(together.requests().count("PUT", PARTS)).isEqualTo(22);
    }
  }

  @Test
  void aFileFarLargerThanTheHeapIsCheckedAndStoredAtOneSignedUrl() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory())
        .as("run with -Xmx128m")
        .isLessThanOrEqualTo(128L << 20);
    Path file = conversations();
    try (EmbeddedFireworks fireworks = EmbeddedFireworks.start();
        FireworksClient client = FireworksClient.builder()
            .apiKey(fireworks.apiKey())
            .baseUrl(fireworks.baseUrl())
            .build()) {
      fireworks.faults().next(1).to("PUT", STORED).reset();

      RemoteFile stored = client.files().upload(file);

      assertThat(fireworks.sha256(stored.id())).contains(sha256(file));
      assertThat(fireworks.requests().count("PUT", STORED)).isEqualTo(2);
      assertThat(fireworks.datasets()).hasSize(1);
      assertThat(client.files().await(stored.id()).lineCount()).contains(600L);
    }
  }

  @Test
  void moreThanFiveHundredMegabytesGoToOpenAiInPartsAndOnlyTheFailedOneGoesTwice()
      throws Exception {
    assertThat(Runtime.getRuntime().maxMemory())
        .as("run with -Xmx128m")
        .isLessThanOrEqualTo(128L << 20);
    Path file = sparse(512_000_001);
    // An upload ends by itself after an hour, which must not be the virtual one.
    try (EmbeddedOpenAi openAi = EmbeddedOpenAi.builder().timeScale(1).start();
        OpenAiClient client = OpenAiClient.builder()
            .apiKey(openAi.apiKey())
            .baseUrl(openAi.baseUrl())
            .compatible(false)
            .build()) {
      openAi.faults().next(1).to("POST", UPLOAD_PARTS).status(500);

      // Unchecked, for it is no conversation; the hash of the whole goes along all the same.
      RemoteFile stored =
          client.files().upload(UploadRequest.builder().path(file).unchecked().build());

      assertThat(openAi.sha256(stored.id())).contains(sha256(file));
      assertThat(stored.bytes()).isEqualTo(512_000_001);
      assertThat(openAi.requests().count("POST", UPLOAD_PARTS)).isEqualTo(9 + 1);
      assertThat(openAi.requests().count("POST", "/v1/uploads/{id}/complete")).isOne();
      assertThat(openAi.requests().count("POST", "/v1/uploads/{id}/cancel")).isZero();
    }
  }

  /** Six hundred examples of a megabyte each. */
  private Path conversations() throws IOException {
    Path file = folder.resolve("conversations.jsonl");
    String filling = "leaf ".repeat(200_000);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 600; i++) {
        out.write("{\"messages\":[{\"role\":\"user\",\"content\":\"" + i + " " + filling
            + "\"},{\"role\":\"assistant\",\"content\":\"oak\"}]}\n");
      }
    }
    return file;
  }

  /** Mostly holes, with something of its own in each part and at the end. */
  private Path sparse(long size) throws IOException {
    Path file = folder.resolve("large.jsonl");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
      for (long at = 0; at < size - 24; at += (60L << 20) + 7) {
        out.seek(at);
        out.write(String.format("%012d", at).getBytes(StandardCharsets.US_ASCII));
      }
      out.seek(size - 12);
      out.write(String.format("%012d", size).getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

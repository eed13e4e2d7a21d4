package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BigUploadTest {
  private static final int LINE = 1 << 20;
  private static final int LINES = 1024;

  @Test
  @Timeout(120)
  void aGigabyteIsTakenAndCheckedWith128MegabytesOfHeap() throws Exception {
    Process child = server();
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
      String base = "http://127.0.0.1:" + Integer.parseInt(out.readLine().strip()) + "/v1/files";
      HttpResponse<String> announced = send(request(base)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(
              "purpose=fine-tune&file_name=big.jsonl&file_type=jsonl")));
      String id = announced.headers().firstValue("x-together-file-id").orElseThrow();
      URI storage = URI.create(announced.headers().firstValue("location").orElseThrow());

      HttpResponse<String> stored = send(HttpRequest.newBuilder(storage)
          .PUT(HttpRequest.BodyPublishers.fromPublisher(
              HttpRequest.BodyPublishers.ofInputStream(Lines::new), (long) LINE * LINES)));

      assertThat(stored.statusCode()).isEqualTo(200);
      JsonNode file = decided(base + "/" + id);
      assertThat(file.get("processing_status").asText()).isEqualTo("COMPLETED");
      assertThat(file.get("bytes").asLong()).isEqualTo(1L << 30);
      assertThat(file.get("LineCount").asLong()).isEqualTo(LINES);
    } finally {
      child.getOutputStream().close();
      child.waitFor();
    }
  }

  private static Process server() throws Exception {
    String path = String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""),
        Path.of("target", "classes").toAbsolutePath().toString(),
        Path.of("target", "test-classes").toAbsolutePath().toString());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            path,
            SmallHeapServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer embedded");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return Wire.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode decided(String url) throws Exception {
    for (int i = 0; i < 600; i++) {
      JsonNode file = new ObjectMapper()
          .readTree(send(request(url).GET().timeout(Duration.ofSeconds(30))).body());
      if (file.path("validation_report").isObject()) {
        return file;
      }
    }
    throw new AssertionError("the check never ended");
  }

  /** Conversations of one mebibyte each, most of it a picture's data URL. */
  private static final class Lines extends InputStream {
    private static final byte[] PATTERN = pattern();
    private long position;

    private static byte[] pattern() {
      byte[] head =
          ("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                  + "\"data:image/png;base64,")
              .getBytes(StandardCharsets.US_ASCII);
      byte[] tail =
          "\"}}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}]}\n"
              .getBytes(StandardCharsets.US_ASCII);
      byte[] line = new byte[LINE];
      Arrays.fill(line, (byte) 'A');
      System.arraycopy(head, 0, line, 0, head.length);
      System.arraycopy(tail, 0, line, LINE - tail.length, tail.length);
      return line;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      long left = (long) LINE * LINES - position;
      if (left <= 0) {
        return -1;
      }
      int start = (int) (position % LINE);
      int n = (int) Math.min(left, Math.min(length, LINE - start));
      System.arraycopy(PATTERN, start, bytes, offset, n);
      position += n;
      return n;
    }
  }
}

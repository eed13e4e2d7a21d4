package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture of 30 MB in a Java of 48 MB, with the classes it takes. */
class BigPictureTest {
  private static final int SIZE = 30_000_000;
  private static final byte[] HEAD = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPictureOfThirtyMegabytesGoesThroughASmallHeapWithoutTheMapper(@TempDir Path folder)
      throws Exception {
    Path picture = folder.resolve("scan.png");
    try (OutputStream out = Files.newOutputStream(picture)) {
      out.write(HEAD);
      byte[] piece = new byte[100_000];
      for (int left = SIZE - HEAD.length; left > 0; left -= piece.length) {
        out.write(piece, 0, Math.min(left, piece.length));
      }
    }
    server.http.setBodyLimit(1_000);
    server.enqueue(
        LocalServer.json("{\"choices\":[{\"message\":{\"content\":\"seen\"}}]}"),
        SseAnswers.stream(SseAnswers.text("seen"), SseAnswers.end(), "[DONE]"));
    Path log = folder.resolve("classes.txt");
    Path output = folder.resolve("output.txt");

    Process child = new ProcessBuilder(command(log, picture))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    boolean ended = child.waitFor(60, TimeUnit.SECONDS);
    child.destroyForcibly();

    assertThat(Files.readString(output)).contains("whole seen", "stream seen");
    assertThat(ended).isTrue();
    assertThat(child.exitValue()).isZero();
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = server.request();
      assertThat(request.getBodySize()).isBetween(40_000_000L, 40_000_300L);
      assertThat(request.getHeaders().get("Content-Length"))
          .isEqualTo(String.valueOf(request.getBodySize()));
    }
    assertThat(server.requests()).isEqualTo(2);
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("dev.fovea.transport.ChatCalls"))
        .noneMatch(line -> line.contains("com.fasterxml.jackson.databind."));
  }

  private List<String> command(Path log, Path picture) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx48m");
    command.add("-Xlog:class+load:file=" + log);
    command.add("-cp");
    command.add(classPath());
    command.add(BigPictureMain.class.getName());
    command.add(server.base().toString());
    command.add(picture.toString());
    return command;
  }

  // The tests run on the module path; the child takes everything as a class path.
  private static String classPath() {
    return Stream.of(
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""))
        .filter(part -> !part.isBlank())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }
}

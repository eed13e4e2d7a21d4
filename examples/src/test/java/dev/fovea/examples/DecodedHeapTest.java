package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedHeapTest {
  @Test
  void decodingKeepsNoPictureInMemoryHoweverLargeItIs(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out.txt");
    Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // A picture of 19 MB would not fit beside what decodes it.
            "-Xmx20m",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            DecodedHeap.class.getName(),
            folder.resolve("train.jsonl").toString())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();

    assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(out, StandardCharsets.UTF_8).lines())
        .containsExactly("longest line over 133 MB true", "file 4 8 {}[]", "stream 4 8 {}[]");
    assertThat(child.exitValue()).isZero();
  }
}

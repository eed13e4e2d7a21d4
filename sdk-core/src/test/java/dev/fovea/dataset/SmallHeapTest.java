package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {
  @Test
  void neitherLargePicturesNorManyLinesNeedMoreThanASmallHeap(@TempDir Path folder)
      throws Exception {
    Path out = folder.resolve("out.txt");
    Path profile = Path.of("src/test/resources/dev/fovea/dataset/test.properties");
    Process child = new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            SmallHeap.class.getName(),
            folder.toString(),
            profile.toAbsolutePath().toString())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();

    assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(out, StandardCharsets.UTF_8).lines())
        .containsExactly(
            "large 2 0 [][test.picture-undecodable]",
            "decoded 2 0 [][test.picture-undecodable]",
            "streamed 2 0 [][test.picture-undecodable]",
            "same -2",
            "stats 10 160",
            "tokens 3188890",
            "lines 1000001 0 [][test.duplicate-example]",
            "text 1 0 [][]");
    assertThat(child.exitValue()).isZero();
  }

  private static String classPath() throws Exception {
    String jackson = Path.of(com.fasterxml.jackson.core.JsonFactory.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI())
        .toString();
    return String.join(
        File.pathSeparator,
        List.of(
            Path.of("target/classes").toAbsolutePath().toString(),
            Path.of("target/test-classes").toAbsolutePath().toString(),
            jackson));
  }
}

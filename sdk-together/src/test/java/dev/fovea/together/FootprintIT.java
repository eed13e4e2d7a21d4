package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What core and one provider weigh, with all they need at run time. Sizes in bytes, MB of 10^6. */
class FootprintIT {
  private static final long MB = 1_000_000;

  private final Path own = Path.of(System.getProperty("fovea.jar"));
  private final Path others = Path.of(System.getProperty("fovea.footprint"));

  @Test
  void coreAndOneProviderAreAtMostTenJars() throws IOException {
    assertThat(jars()).hasSizeBetween(4, 10);
  }

  @Test
  void coreAndOneProviderWeighAtMostSixAndAHalfMegabytes() throws IOException {
    assertThat(jars().stream().mapToLong(FootprintIT::size).sum()).isLessThanOrEqualTo(6_500_000L);
  }

  @Test
  void ourOwnTwoJarsKeepToTheirShare() throws IOException {
    List<Path> ours = jars().stream()
        .filter(jar -> jar.getFileName().toString().startsWith("sdk-"))
        .toList();

    assertThat(ours).hasSize(2);
    assertThat(ours.stream().mapToLong(FootprintIT::size).sum()).isBetween(MB / 100, 95 * MB / 100);
  }

  @Test
  void onlyAgreedLibrariesComeAlong() throws IOException {
    assertThat(jars())
        .allSatisfy(jar -> assertThat(jar.getFileName().toString())
            .matches(
                "(sdk-core|sdk-together|okhttp-jvm|okio-jvm|kotlin-stdlib|jackson-core|jackson-databind"
                    + "|jackson-annotations|slf4j-api|jspecify)-[0-9].*\\.jar"));
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(others)) {
      return Stream.concat(Stream.of(own), files).toList();
    }
  }

  private static long size(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException unreadable) {
      throw new AssertionError("cannot weigh " + jar, unreadable);
    }
  }
}

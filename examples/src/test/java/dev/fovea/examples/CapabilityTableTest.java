package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.config.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the README's table of capabilities true; {@code -Dfovea.docs=write} writes it anew. */
class CapabilityTableTest {
  private static final Path README =
      Path.of("").toAbsolutePath().resolveSibling("README.md").normalize();
  private static final Pattern GENERATED =
      Pattern.compile("(<!-- generated: capabilities -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  @Test
  void theReadmeSaysWhatTheClientsSay() throws IOException {
    String written = Files.readString(README);
    Matcher part = GENERATED.matcher(written);
    assertThat(part.find()).as("the generated part of the README").isTrue();
    String renewed =
        part.replaceFirst("$1" + Matcher.quoteReplacement("\n" + table() + "\n") + "$2");
    if ("write".equals(System.getProperty("fovea.docs"))) {
      Files.writeString(README, renewed);
      return;
    }

    assertThat(written)
        .as("out of date; write it anew: mvn -pl examples -am test -Dtest=CapabilityTableTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.docs=write")
        .isEqualTo(renewed);
  }

  private static String table() {
    Map<String, Set<Capability>> providers = new LinkedHashMap<>();
    for (String id : Providers.ids()) {
      try (VisionClient client =
          Providers.find(id).orElseThrow().openFromEnvironment(Map.of(), o -> o.apiKey("none"))) {
        providers.put(id, client.capabilities());
      }
    }
    assertThat(providers).containsKeys("fireworks", "together");
    StringBuilder table = new StringBuilder("| `Capability` | ")
        .append(String.join(" | ", providers.keySet()))
        .append(" |\n|---|")
        .append("---|".repeat(providers.size()))
        .append('\n');
    for (Capability capability : Capability.values()) {
      table.append("| `").append(capability).append("` | ");
      table.append(providers.values().stream()
          .map(has -> has.contains(capability) ? "yes" : "–")
          .collect(Collectors.joining(" | ")));
      table.append(" |\n");
    }
    return table.toString();
  }
}

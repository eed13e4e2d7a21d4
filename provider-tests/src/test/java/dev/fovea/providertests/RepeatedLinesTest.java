package dev.fovea.providertests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers share through the core: what stands in two of them is written in neither. */
class RepeatedLinesTest {
  @TempDir
  Path root;

  @Test
  void noProviderRepeatsAnother() {
    assertThat(RepeatedLines.below(Path.of("..")))
        .as("share it through dev.fovea.provider")
        .isEmpty();
  }

  @Test
  void aCopyIsFoundThroughNamesCommentsAndBlankLines() throws IOException {
    write("together", "TogetherPlan", lines("call(\"together\", TOGETHER, %d);", 12), "");
    write("fireworks", "FireworksPlan", "", copy());

    assertThat(RepeatedLines.below(root))
        .containsExactly("sdk-fireworks/FireworksPlan.java = sdk-together/TogetherPlan.java"
            + " | 12 equal lines: sdk-fireworks/FireworksPlan.java:7 and"
            + " sdk-together/TogetherPlan.java:4");
  }

  private static String copy() {
    return "/* all\n of it */\n" + lines("  call(\"fireworks\", FIREWORKS, %d); // why\n", 12);
  }

  @Test
  void elevenLinesAreNone() throws IOException {
    write("together", "A", lines("call(%d);", 11), "one();");
    write("fireworks", "B", lines("call(%d);", 11), "other();");

    assertThat(RepeatedLines.below(root)).isEmpty();
  }

  @Test
  void theModulesDeclarationIsNone() throws IOException {
    write("together", "module-info", lines("call(%d);", 12), "");
    write("fireworks", "module-info", lines("call(%d);", 12), "");
    write("together", "A", "one();", "");
    write("fireworks", "B", "other();", "");

    assertThat(RepeatedLines.below(root)).isEmpty();
  }

  @Test
  void aCommentInATextIsNone() throws IOException {
    write("together", "A", lines("call(\"// %d\");", 12), "");
    write("fireworks", "B", lines("call(\"// 1%d\");", 12), "");

    assertThat(RepeatedLines.below(root)).isEmpty();
  }

  @Test
  void whatIsAllowedPassesUntilItIsGone() throws IOException {
    write("together", "A", lines("call(%d);", 13), "one();");
    write("fireworks", "B", lines("call(%d);", 13), "other();");
    allow("sdk-fireworks/B.java = sdk-together/A.java 13: both must name every field themselves");

    assertThat(RepeatedLines.below(root)).isEmpty();

    write("fireworks", "B", lines("call(%d);", 5), "other();");

    assertThat(RepeatedLines.below(root))
        .containsExactly(".ci/repeated-lines.allowed is stale: sdk-fireworks/B.java ="
            + " sdk-together/A.java has 0 equal lines, not 13");
  }

  @Test
  void moreThanIsAllowedFails() throws IOException {
    write("together", "A", lines("call(%d);", 14), "one();");
    write("fireworks", "B", lines("call(%d);", 14), "other();");
    allow("sdk-fireworks/B.java = sdk-together/A.java 13: both must name every field themselves");

    assertThat(RepeatedLines.below(root)).hasSize(2);
  }

  @Test
  void nothingIsAllowedWithoutAReason() throws IOException {
    write("together", "A", List.of().toString(), "");
    write("fireworks", "B", List.of().toString(), "");
    allow("sdk-fireworks/B.java = sdk-together/A.java 13: because");

    assertThatThrownBy(() -> RepeatedLines.below(root)).hasMessageContaining("the reason");
  }

  @Test
  void aSearchThatFindsNoProvidersIsAFault() {
    assertThatThrownBy(() -> RepeatedLines.below(root)).hasMessageContaining("fewer than two");
  }

  private void allow(String entry) throws IOException {
    Path list = root.resolve(".ci/repeated-lines.allowed");
    Files.createDirectories(list.getParent());
    Files.writeString(list, "# why\n\n" + entry + "\n");
  }

  private static String lines(String form, int count) {
    Stream<String> lines = IntStream.range(0, count).mapToObj(form::formatted);
    return String.join("\n", lines.toList());
  }

  private void write(String provider, String type, String one, String two) throws IOException {
    Path file = root.resolve(
        "sdk-%s/src/main/java/dev/fovea/%s/%s.java".formatted(provider, provider, type));
    Files.createDirectories(file.getParent());
    String packageLine = "package dev.fovea." + provider + ";\n\nimport " + provider + ".X;\n";
    Files.writeString(file, packageLine + one + "\n" + two);
  }
}

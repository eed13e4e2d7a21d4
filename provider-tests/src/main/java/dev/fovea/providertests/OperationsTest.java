package dev.fovea.providertests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.providertests.Operations.Constant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the machinery around the operations relies on: they are constants, and all different. */
public abstract class OperationsTest {
  private static final Pattern BUILT =
      Pattern.compile("\\bOperation\\s*\\.\\s*(get|post|put|patch|delete)\\(");
  private static final Pattern CONSTANT = Pattern.compile("static final Operation<[^=(]*=");
  private static final Pattern CALLED = Pattern.compile("(?<![.\\w])\\w+(?=\\()");
  private static final Pattern FACTORY =
      Pattern.compile("static (?:<[^(]*> )?Operation<[^(=]*>\\s+(\\w+)\\(");

  private final Operations operations;
  private final Path folder;
  private final List<String> some;

  /**
   * For a provider's subclass.
   *
   * @param client the provider's client
   * @param some calls that must be among them, as in {@code GET files/{id}}
   */
  protected OperationsTest(Class<?> client, String... some) {
    this.operations = new Operations(client);
    this.folder = Path.of("src/main/java", client.getPackageName().split("\\.", -1));
    this.some = List.of(some);
  }

  @Test
  void areFoundInTheCompiledClasses() {
    assertThat(operations.all())
        .extracting(constant -> constant.method() + " " + constant.path())
        .containsAll(some);
  }

  // A probe that is not repeated may ask what another call asks that is.
  @Test
  void noTwoConstantsAskTheSameOfTheSameServerAndAreRepeatedAlike() {
    Map<String, List<Constant>> byCall = operations.all().stream()
        .collect(
            groupingBy(constant -> constant.call() + " " + constant.operation().kind()));

    assertThat(byCall.values()).allSatisfy(same -> assertThat(same).hasSize(1));
  }

  @Test
  void everyOneSaysInWordsWhatItDoes() {
    assertThat(operations.all())
        .allSatisfy(constant -> assertThat(constant.operation().name())
            .isNotEqualTo(constant.method() + " " + constant.path()));
  }

  @Test
  void areBuiltNowhereButInConstants() {
    Map<String, List<String>> sources = SourceMembers.below(folder);

    assertThat(sources.values().stream().flatMap(List::stream)).anyMatch(BUILT.asPredicate());
    assertThat(sources.entrySet().stream()
            .flatMap(file -> strays(file.getValue()).stream()
                .map(member -> file.getKey() + ": " + member.lines().findFirst().orElse(""))))
        .as("members that build an operation and are no constant")
        .isEmpty();
  }

  private static List<String> strays(List<String> members) {
    // What only chooses among constants builds none.
    Set<String> factories = members.stream()
        .filter(BUILT.asPredicate())
        .flatMap(member -> FACTORY.matcher(member).results())
        .map(found -> found.group(1))
        .collect(toSet());
    return members.stream()
        .filter(member -> BUILT.matcher(member).find() || uses(member, factories))
        .filter(member ->
            !CONSTANT.matcher(member).find() && !FACTORY.matcher(member).find())
        .toList();
  }

  private static boolean uses(String member, Set<String> factories) {
    return CALLED.matcher(member).results().map(MatchResult::group).anyMatch(factories::contains);
  }

  @Test
  void theSourceScanTellsConstantsFromTheRest() {
    String source = """
        package p;
        /** Text with Operation.get("x"). */
        final class A {
          private static final Operation<Void, B> READ =
              Operation.get("a/{id}").receives((b, m, s) -> { return c("}"); }).build();
          enum Kind { ONE, TWO; int n() { return 1; } }
          private B late() {
            return Operation.post("a").build();
          }
          private B made() { return factory("a"); }
          private static Operation<Void, B> factory(String path) { return Operation.get(path).build(); }
        }
        """;

    assertThat(strays(SourceMembers.of(source)))
        .satisfiesExactly(
            late -> assertThat(late).startsWith("private B late()"),
            made -> assertThat(made).startsWith("private B made()"));
  }
}

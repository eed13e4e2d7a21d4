package dev.fovea.providertests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.providertests.Operations.Constant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation's request stands on file and was compared whole with one that was really sent.
 * Runs last and looks back at the whole run; in a run of some tests only it checks nothing. A
 * provider's subclass carries {@code @Order(Integer.MAX_VALUE)}.
 */
public abstract class OperationCoverageTest {
  private final Operations operations;
  private final String provider;

  /**
   * For a provider's subclass.
   *
   * @param client the provider's client
   * @param provider its id, which is the name of the folder with the fixtures
   */
  protected OperationCoverageTest(Class<?> client, String provider) {
    this.operations = new Operations(client);
    this.provider = provider;
  }

  @BeforeEach
  void onlyAfterAllOtherTests() {
    boolean maven = System.getProperty("surefire.test.class.path") != null
        || System.getProperty("basedir") != null;
    assumeTrue(maven && System.getProperty("test") == null, "a run of some tests only");
  }

  @Test
  void everyOperationsRequestWasCompared() {
    Map<String, Long> compared =
        Fixture.COMPARED.stream().collect(groupingBy(this::asked, counting()));

    // The same may be asked of two servers, which look alike to a test: each needs a fixture.
    assertThat(operations.all().stream()
            .filter(constant -> compared.getOrDefault(key(constant), 0L) < alike(constant)))
        .as("operations whose request no test compares with a fixture")
        .isEmpty();
  }

  @Test
  void everyRequestOnFileIsOneOfAnOperation() throws IOException {
    assertThat(onFile().stream().filter(name -> asked(name).isEmpty())).isEmpty();
  }

  @Test
  void everyRequestOnFileWasCompared() throws IOException {
    assertThat(Fixture.COMPARED).containsAll(onFile());
  }

  private List<String> onFile() throws IOException {
    try (Stream<Path> files = Files.walk(Fixture.folder(provider))) {
      return files
          .map(file -> Fixture.folder(provider).relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".request.json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .toList();
    }
  }

  private String asked(String fixture) {
    Fixture asked = Fixture.of(provider, fixture);
    return operations
        .of(asked.text("method"), asked.text("path"))
        .map(OperationCoverageTest::key)
        .orElse("");
  }

  private static String key(Constant constant) {
    return constant.method() + " " + Operations.shape(constant.path());
  }

  private long alike(Constant constant) {
    return operations.all().stream()
        .filter(other -> key(other).equals(key(constant)))
        .count();
  }
}

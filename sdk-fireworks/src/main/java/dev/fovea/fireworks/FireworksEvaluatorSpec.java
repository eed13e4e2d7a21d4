package dev.fovea.fireworks;

import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What an evaluator is, set in a lambda. What is not set is not sent. For one use. */
public final class FireworksEvaluatorSpec extends WireSpec<FireworksEvaluatorSpec> {
  private final List<Object> criteria = new ArrayList<>();

  FireworksEvaluatorSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets the name people read.
   *
   * @param displayName the name
   * @return this specification
   */
  public FireworksEvaluatorSpec displayName(String displayName) {
    return set("displayName", displayName);
  }

  /**
   * Sets what the evaluator looks for.
   *
   * @param description some sentences
   * @return this specification
   */
  public FireworksEvaluatorSpec description(String description) {
    return set("description", description);
  }

  /**
   * Sets the function that is called.
   *
   * @param entryPoint such as {@code main.py::evaluate}
   * @return this specification
   */
  public FireworksEvaluatorSpec entryPoint(String entryPoint) {
    return set("entryPoint", entryPoint);
  }

  /**
   * Sets the packages the code needs.
   *
   * @param requirements the text of a requirements file
   * @return this specification
   */
  public FireworksEvaluatorSpec requirements(String requirements) {
    return set("requirements", requirements);
  }

  /**
   * Sets the data set the evaluator is tried on.
   *
   * @param dataset its full name
   * @return this specification
   */
  public FireworksEvaluatorSpec defaultDataset(String dataset) {
    return set("defaultDataset", dataset);
  }

  /**
   * Sets the commit the code was taken from.
   *
   * @param commitHash its hash
   * @return this specification
   */
  public FireworksEvaluatorSpec commitHash(String commitHash) {
    return set("commitHash", commitHash);
  }

  /**
   * Takes the code from GitHub.
   *
   * @param repository such as {@code leaflab/graders}
   * @return this specification
   */
  public FireworksEvaluatorSpec gitHub(String repository) {
    return set("source", "type", "TYPE_GITHUB").set("source", "githubRepositoryName", repository);
  }

  /**
   * Adds a criterion with its code.
   *
   * @param spec sets what it is
   * @return this specification
   */
  public FireworksEvaluatorSpec criterion(Consumer<Criterion> spec) {
    criteria.add(
        SpecFields.of(new Criterion(), spec).body("describe a criterion", "name", "codeSnippets"));
    return set("criteria", List.copyOf(criteria));
  }

  /** One thing that is graded, and the code that does it. For one use. */
  public static final class Criterion extends WireSpec<Criterion> {
    private final Map<String, String> files = new LinkedHashMap<>();

    private Criterion() {
      super(FireworksProvider.ID);
      set("type", "CODE_SNIPPETS");
    }

    /**
     * Sets the name. Required.
     *
     * @param name the name
     * @return this criterion
     */
    public Criterion name(String name) {
      return set("name", name);
    }

    /**
     * Sets what is graded.
     *
     * @param description some sentences
     * @return this criterion
     */
    public Criterion description(String description) {
      return set("description", description);
    }

    /**
     * Sets the language of the code.
     *
     * @param language such as {@code python}
     * @return this criterion
     */
    public Criterion language(String language) {
      return set("codeSnippets", "language", language);
    }

    /**
     * Sets where the code begins.
     *
     * @param file the file, such as {@code main.py}
     * @param function the function in it
     * @return this criterion
     */
    public Criterion entry(String file, String function) {
      return set("codeSnippets", "entryFile", file).set("codeSnippets", "entryFunc", function);
    }

    /**
     * Adds a file of code. At least one is required.
     *
     * @param name its name, such as {@code main.py}
     * @param text its text
     * @return this criterion
     */
    public Criterion file(String name, String text) {
      files.put(name, text);
      return set("codeSnippets", "fileContents", Map.copyOf(files));
    }
  }
}

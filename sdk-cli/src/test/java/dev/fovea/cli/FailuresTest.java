package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.fovea.json.JsonCodec;
import dev.fovea.testkit.EmbeddedTogether;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Every way to fail gives one sentence and a code, and tells no secret. */
class FailuresTest {
  private static final String KEY = "sk-this-must-never-be-seen";
  private static EmbeddedTogether together;

  @TempDir
  Path folder;

  @BeforeAll
  static void startProvider() {
    together = EmbeddedTogether.builder().apiKey(KEY).start();
  }

  @AfterAll
  static void stopProvider() {
    together.close();
  }

  @AfterEach
  void forgetFaults() {
    together.reset();
  }

  @Test
  void aWrongKeyIsSaidWithoutShowingIt() {
    Shell.Ran ran = shell().with("TOGETHER_API_KEY", "sk-another-secret").run("files", "list");

    assertOneSentence(ran, ExitCodes.FAILED, "401");
    assertThat(ran.err()).doesNotContain("sk-another-secret");
  }

  @ParameterizedTest
  @CsvSource({"together, TOGETHER_API_KEY", "fireworks, FIREWORKS_API_KEY"})
  void aMissingKeyNamesTheVariable(String provider, String variable) {
    Shell.Ran ran = Shell.empty().run("files", "list", "-p", provider);

    assertOneSentence(ran, ExitCodes.USAGE, "set " + variable + ", or add --embedded");
  }

  @Test
  void aMissingFileIsUsage() {
    Shell.Ran ran = shell().run("files", "upload", folder.resolve("gone.jsonl").toString());

    assertOneSentence(ran, ExitCodes.USAGE, "no such file: ");
    assertThat(together.requests().all()).isEmpty();
  }

  @Test
  void aMissingFileIsToldBeforeAMissingKey() {
    Shell.Ran ran = Shell.empty().run("chat", "--model", "m", "--text", "t", "--image", "gone.png");

    assertOneSentence(ran, ExitCodes.USAGE, "no such file: gone.png");
  }

  @Test
  void anUnreachableHostIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Shell.Ran ran =
        shell().with("TOGETHER_BASE_URL", "http://127.0.0.1:" + port + "/v1").run("models", "list");

    assertOneSentence(ran, ExitCodes.FAILED, "127.0.0.1");
  }

  @Test
  void whatTheProviderRefusesIsToldInItsWords() {
    Shell.Ran ran = shell()
        .run("fine-tuning", "create", "--model", "no/such-model", "--training-file", "file-1");

    assertOneSentence(ran, ExitCodes.FAILED, "create fine-tuning job failed");
  }

  @Test
  void tooManyRequestsAreSaid() {
    together.faults().next(5).to("GET", "/v1/files").status(429).header("Retry-After", "0");

    Shell.Ran ran = shell().run("files", "list");

    assertOneSentence(ran, ExitCodes.FAILED, "429");
  }

  @Test
  void aPageOfHtmlIsNotPrinted() {
    together
        .faults()
        .next(5)
        .to("POST", "/v1/fine-tunes")
        .status(502)
        .body("text/html", "<html><body><h1>Bad gateway</h1>\n<p>edge-17</p></body></html>");

    Shell.Ran ran =
        shell().run("fine-tuning", "create", "--model", "m", "--training-file", "file-1");

    assertOneSentence(ran, ExitCodes.FAILED, "502");
    assertThat(ran.err()).doesNotContain("<html>").doesNotContain("<p>");
    assertThat(together.requests().count("POST", "/v1/fine-tunes")).isEqualTo(1);
  }

  @Test
  void withJsonTheFailureIsADocumentToo() {
    Shell.Ran ran = shell().run("files", "get", "file-of-nobody", "--json");

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    Map<String, Object> error = error(ran);
    assertThat(error)
        .containsEntry("status", 404)
        .containsEntry("exitCode", 1)
        .containsEntry("provider", "together")
        .containsEntry("kind", "NotFound");
    assertThat((String) error.get("message")).contains("file-of-nobody");
  }

  @Test
  void onlyWithVerboseThereIsAStackTraceAndStillNoKey() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.fovea");
    Shell.Ran ran;
    try {
      ran = shell().run("files", "get", "file-of-nobody", "-v");
      assertThat(logger.getLevel()).isEqualTo(Level.DEBUG);
    } finally {
      // The next commands in this process are not verbose.
      logger.setLevel(null);
    }

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("\tat dev.fovea.").doesNotContain(KEY);
  }

  @Test
  void theRealProcessEndsWithTheSameSentenceAndCode() throws Exception {
    Shell.Ran failed =
        shell().with("TOGETHER_API_KEY", "sk-another-secret").runInProcess(folder, "files", "list");
    Shell.Ran misused = shell().runInProcess(folder, "files", "upload", "gone.jsonl", "--json");

    assertOneSentence(failed, ExitCodes.FAILED, "401");
    assertThat(failed.err()).doesNotContain("sk-another-secret");
    assertThat(misused.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(error(misused)).containsEntry("message", "no such file: gone.jsonl");
  }

  @Test
  void aFolderInsteadOfAFileIsUsage() throws IOException {
    Files.createDirectory(folder.resolve("data"));

    Shell.Ran ran =
        Shell.empty().run("datasets", "check", folder.resolve("data").toString());

    assertOneSentence(ran, ExitCodes.USAGE, "is a folder, not a file");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> error(Shell.Ran ran) {
    byte[] document = ran.out().getBytes(StandardCharsets.UTF_8);
    return (Map<String, Object>) JsonCodec.shared().readMap(document).get("error");
  }

  private static void assertOneSentence(Shell.Ran ran, int code, String part) {
    assertThat(ran.err()).startsWith("fovea: ").contains(part).doesNotContain(KEY);
    assertThat(ran.err().strip().lines()).as("one sentence, no stack trace").hasSize(1);
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
  }

  private static Shell shell() {
    return Shell.empty()
        .with("TOGETHER_API_KEY", KEY)
        .with("TOGETHER_BASE_URL", together.baseUrl().toString());
  }
}

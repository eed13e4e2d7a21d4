package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.error.ApiException;
import dev.fovea.json.JsonCodec;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.Operations;
import dev.fovea.providertests.Operations.Constant;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation that Together's own specification declares, called against a server that rejects
 * what the specification does not. Its name keeps it out of ordinary runs. Needs
 * {@code fovea.spec.url}, the server, and {@code fovea.spec.declared}, a file with one call a line,
 * as in {@code GET /files/{id}}.
 *
 * <p>What is sent on purpose though nobody declares it stands with its reason in
 * docs/providers/together.md.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpecificationCheck {
  private static final URI SERVER =
      URI.create(System.getProperty("fovea.spec.url", "http://127.0.0.1:4012"));

  private static final Operations OPERATIONS = new Operations(TogetherClient.class);

  private static final Set<String> answered = ConcurrentHashMap.newKeySet();
  private static TogetherClient together;

  @TempDir
  static Path folder;

  @BeforeAll
  static void opens() throws IOException {
    server("DELETE");
    together = TogetherClient.builder()
        .apiKey("a-key")
        .baseUrl(SERVER)
        .projectId("proj_leaf")
        .options(options -> options.retries(retry -> retry.maxAttempts(1)))
        .okHttp(client -> client.addInterceptor(SpecificationCheck::noting))
        .build();
  }

  @AfterAll
  static void closes() {
    together.close();
  }

  private static Response noting(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Response response = chain.proceed(request);
    if (response.isSuccessful()) {
      OPERATIONS
          .of(request.method(), request.url().encodedPath())
          .ifPresent(constant -> answered.add(constant.call()));
    }
    return response;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  @Order(1)
  void everyDeclaredCallIsAccepted(CallMode mode) throws IOException {
    answered.clear();
    List<String> failures = new ArrayList<>();
    for (Runnable call : SpecificationCalls.all(together, mode, folder)) {
      try {
        call.run();
      } catch (RuntimeException failure) {
        // What is undeclared the server tells in the end, when it is compared with the page.
        if (!(failure instanceof ApiException refused && refused.status() == 422)) {
          failures.add(failure.toString());
        }
      }
    }

    assertThat(failures).isEmpty();
    assertThat(declared().filter(constant -> !answered.contains(constant.call())))
        .as("operations of the specification that no call of SpecificationCalls reached")
        .isEmpty();
  }

  @Test
  @Order(2)
  void nothingButTheRowsOfThePageIsUndeclared() throws IOException {
    Set<String> told = new TreeSet<>();
    server("GET")
        .lines()
        .map(line -> JsonCodec.shared().readMap(line.getBytes(StandardCharsets.UTF_8)))
        .forEach(violation -> told.addAll(rows(violation)));

    assertThat(told).isEqualTo(new TreeSet<>(TogetherProviderPageTest.page().undeclared()));
  }

  private static List<String> rows(Map<String, Object> violation) {
    String method = violation.get("method").toString();
    String path = URI.create(violation.get("path").toString()).getPath();
    String call = OPERATIONS
        .of(method, path)
        .map(constant -> method + " " + constant.path())
        .orElse(method + " " + path);
    return Stream.concat(
            ((List<?>) violation.get("undeclared")).stream().map(Object::toString),
            ((List<?>) violation.get("violations")).stream().map(told -> broken((Map<?, ?>) told)))
        .map(field -> call + " " + field.replaceAll("\\.\\d+(?=\\.|$)", "[]"))
        .toList();
  }

  /** {@return what is wrong with a field, as in "body.model required"} */
  private static String broken(Map<?, ?> told) {
    String message = told.get("message").toString();
    Matcher named = Pattern.compile("'(\\w+)'").matcher(message);
    return told.get("where") + (named.find() ? "." + named.group(1) : "") + " " + told.get("code");
  }

  private static Stream<Constant> declared() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("fovea.spec.declared")))) {
      declared.add(Operations.shape(line.replaceFirst(" /", " ")));
    }
    return OPERATIONS.all().stream()
        .filter(constant -> constant.operation().base().equals("default"))
        .filter(constant ->
            declared.contains(constant.method() + " " + Operations.shape(constant.path())));
  }

  private static String server(String method) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) SERVER.resolve("/__violations").toURL().openConnection();
    call.setRequestMethod(method);
    try (InputStream in = call.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

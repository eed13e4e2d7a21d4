package dev.fovea.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.error.ApiException;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.ClientBuilder;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation that a provider's own specification declares, called against a server that
 * rejects what the specification does not. Its name keeps it out of ordinary runs. Needs
 * {@code fovea.spec.url}, the server, and {@code fovea.spec.declared}, a file with one call a line,
 * as in {@code GET /files/{id}}. A provider's subclass makes the calls.
 *
 * <p>What is sent on purpose though nobody declares it stands with its reason on the provider's
 * page.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class SpecificationCheck {
  /** The server that knows the specification. */
  protected static final URI SERVER =
      URI.create(System.getProperty("fovea.spec.url", "http://127.0.0.1:4012"));

  private final Operations operations;
  private final ProviderPage page;
  private final Set<String> bases;
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  /**
   * For a provider's subclass.
   *
   * @param client the provider's client
   * @param page the provider's page
   * @param bases the names of the base URLs that the specification is about
   */
  protected SpecificationCheck(Class<?> client, ProviderPage page, String... bases) {
    this.operations = new Operations(client);
    this.page = page;
    this.bases = Set.of(bases);
  }

  /**
   * Every call, plain and with everything it can carry.
   *
   * @param mode how to make it
   * @param folder for files to send and to save
   * @return the calls
   */
  protected abstract List<Runnable> calls(CallMode mode, Path folder);

  /**
   * Lets a provider's client speak to the server, once a call, and tells this check of each.
   *
   * @param client what the provider's client is built with
   * @param <B> its builder
   * @return the same builder
   */
  protected final <B extends ClientBuilder<B>> B here(B client) {
    return client
        .apiKey("a-key")
        .baseUrl(SERVER)
        .options(options -> options.retries(retry -> retry.maxAttempts(1)))
        .okHttp(http -> http.addInterceptor(this::noting));
  }

  /**
   * Asks the server, whose answers have the right shape and no sense. A provider's subclass may
   * give them some where calls follow from an answer.
   *
   * @param chain the call
   * @return the answer
   * @throws IOException if there is none
   */
  protected Response answer(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request());
  }

  /**
   * Makes a call and tells this check of it, for a transport that no client's builder made.
   *
   * @param chain the call
   * @return the answer
   * @throws IOException if there is none
   */
  protected final Response noting(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Response response = answer(chain);
    if (response.isSuccessful()) {
      operations
          .of(request.method(), request.url().encodedPath())
          .ifPresent(constant -> answered.add(key(constant)));
    }
    return response;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  @Order(1)
  void everyDeclaredCallIsAccepted(CallMode mode, @TempDir Path folder) throws IOException {
    if (mode == CallMode.SYNC) {
      server("DELETE");
    }
    List<String> failures = new ArrayList<>();
    for (Runnable call : calls(mode, folder)) {
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
    assertThat(
            declared().filter(constant -> !answered.contains(key(constant)) && !refused(constant)))
        .as("operations of the specification that no call reached")
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

    assertThat(told).isEqualTo(new TreeSet<>(page.undeclared()));
  }

  private List<String> rows(Map<String, Object> violation) {
    String method = text(violation, "method");
    String path = URI.create(text(violation, "path")).getPath();
    String call = operations
        .of(method, path)
        .map(constant -> method + " " + constant.path())
        .orElse(method + " " + path);
    return Stream.concat(
            list(violation, "undeclared").stream().map(Object::toString),
            list(violation, "violations").stream().map(told -> broken((Map<?, ?>) told)))
        .map(field -> call + " " + field.replaceAll("\\.\\d+(?=\\.|$)", "[]"))
        .toList();
  }

  /** {@return what is wrong with a field, as in "body.model required"} */
  private static String broken(Map<?, ?> told) {
    String message = text(told, "message");
    Matcher named = Pattern.compile("'(\\w+)'").matcher(message);
    return told.get("where") + (named.find() ? "." + named.group(1) : "") + " " + told.get("code");
  }

  // The same may be asked of two servers, which are one here.
  private static String key(Constant constant) {
    return constant.method() + " " + Operations.shape(constant.path());
  }

  // What the page has a row about may never be accepted; the rows are compared too.
  private boolean refused(Constant constant) {
    String call = constant.method() + " " + constant.path() + " ";
    return page.undeclared().stream().anyMatch(row -> row.startsWith(call));
  }

  private Stream<Constant> declared() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("fovea.spec.declared")))) {
      declared.add(Operations.shape(line.replaceFirst(" /(inference/)?(v1/)?", " ")));
    }
    return operations.all().stream()
        .filter(constant -> bases.contains(constant.operation().base()))
        .filter(constant ->
            declared.contains(constant.method() + " " + Operations.shape(constant.path())));
  }

  private static String text(Map<?, ?> violation, String field) {
    return String.valueOf(violation.get(field));
  }

  private static List<?> list(Map<?, ?> violation, String field) {
    return violation.get(field) instanceof List<?> list ? list : List.of();
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

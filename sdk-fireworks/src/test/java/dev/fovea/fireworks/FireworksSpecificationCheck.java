package dev.fovea.fireworks;

import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.SpecificationCheck;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;

/** Fireworks' own specification: the gateway and most of inference. */
class FireworksSpecificationCheck extends SpecificationCheck {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String SIGNED = SERVER + "/signed";
  private static final Pattern COLLECTION = Pattern.compile("/accounts/leaflab/(\\w+)");
  private static final Pattern ADDRESS =
      Pattern.compile("(\"\\w*[sS]ignedUr[il]\"|\"property2\"):\"string\"");

  private final FireworksClient fireworks =
      here(FireworksClient.builder()).accountId("leaflab").build();

  private final FireworksClient nobodys = here(FireworksClient.builder()).build();

  FireworksSpecificationCheck() {
    super(
        FireworksClient.class,
        FireworksProviderPageTest.page(),
        TransportSetup.DEFAULT_BASE,
        FireworksAddresses.INFERENCE);
  }

  @AfterEach
  void close() {
    nobodys.close();
    fireworks.close();
  }

  @Override
  protected List<Runnable> calls(CallMode mode, Path folder) {
    List<Runnable> calls = SpecificationCalls.all(fireworks, mode, folder);
    calls.add(
        () -> mode.call(() -> nobodys.files().list(), () -> nobodys.files().listAsync()));
    return calls;
  }

  // The server answers "string" to everything: names and addresses must be some to go on with.
  @Override
  protected Response answer(Interceptor.Chain chain) throws IOException {
    HttpUrl url = chain.request().url();
    if (url.encodedPath().equals("/signed")) {
      return new Response.Builder()
          .request(chain.request())
          .protocol(Protocol.HTTP_1_1)
          .code(200)
          .message("OK")
          .body(ResponseBody.create("{}", JSON))
          .build();
    }
    Response response = chain.proceed(chain.request());
    Matcher collection = COLLECTION.matcher(url.encodedPath());
    if (!response.isSuccessful() || !collection.find()) {
      return response;
    }
    String name = "accounts/leaflab/" + collection.group(1) + "/leaves";
    // A model that is never ready would be waited for.
    String ready = collection.group(1).equals("models") ? "READY" : "STATE_UNSPECIFIED";
    String text = response
        .body()
        .string()
        .replace("\"name\":\"string\"", "\"name\":\"" + name + '"')
        .replace("\"nextPageToken\":\"string\"", "\"nextPageToken\":\"\"")
        .replace("STATE_UNSPECIFIED", ready);
    String addresses = ADDRESS.matcher(text).replaceAll("$1:\"" + SIGNED + '"');
    return response
        .newBuilder()
        .body(ResponseBody.create(
            addresses.replace("\"property1\":\"string\"", SpecificationCalls.files(SIGNED)), JSON))
        .build();
  }
}

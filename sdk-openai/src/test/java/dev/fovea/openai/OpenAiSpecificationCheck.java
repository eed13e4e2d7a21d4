package dev.fovea.openai;

import dev.fovea.config.ClientOptions;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.SpecificationCheck;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** OpenAI's own specification. */
class OpenAiSpecificationCheck extends SpecificationCheck {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OpenAiClient openAi = here(OpenAiClient.builder())
      .compatible(false)
      .organization("org-leaf")
      .projectId("proj_leaf")
      .adminKey(() -> "an-admin-key")
      .build();
  private final Transport whole = transport(this::noting);
  private final Transport refusing = transport(this::withoutParts);

  OpenAiSpecificationCheck() {
    super(OpenAiClient.class, OpenAiProviderPageTest.page(), TransportSetup.DEFAULT_BASE);
  }

  @AfterEach
  void close() {
    refusing.close();
    whole.close();
    openAi.close();
  }

  private static Transport transport(Interceptor interceptor) {
    return Transport.create(TransportSetup.builder()
        .provider(OpenAiProvider.ID)
        .base(URI.create(SERVER + "/v1"))
        .errorReader(new OpenAiErrors())
        .options(ClientOptions.builder()
            .apiKey("a-key")
            .retries(retry -> retry.maxAttempts(1))
            .build())
        .okHttp(http -> http.addInterceptor(interceptor))
        .build());
  }

  @Override
  protected List<Runnable> calls(CallMode mode, Path folder) {
    return SpecificationCalls.all(openAi, smallParts(whole), smallParts(refusing), mode, folder);
  }

  /** Files that are cut into parts long before they are large. */
  private static OpenAiFiles smallParts(Transport transport) {
    UploadFacts small = UploadFacts.of(
        WireObject.of(Map.of("date", "2026-01-01", "largestSingleBytes", 10, "partBytes", 500)));
    return new OpenAiFiles(transport, () -> small);
  }

  /** A server that takes no parts, so that what was begun is cancelled. */
  private Response withoutParts(Interceptor.Chain chain) throws IOException {
    Response response = noting(chain);
    return chain.request().url().encodedPath().endsWith("/parts")
        ? response.newBuilder().code(400).build()
        : response;
  }

  // The server answers the same to everything: a listing must end all the same, and of an upload
  // that is complete there must be a file.
  @Override
  protected Response answer(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (!response.isSuccessful() || !isJson(response.body().contentType())) {
      return response;
    }
    String text = response.body().string().replace("\"has_more\":true", "\"has_more\":false");
    if (chain.request().url().encodedPath().endsWith("/complete")) {
      text = text.replaceFirst("}\\s*$", ",\"file\":{\"id\":\"file-1\"}}");
    }
    return response.newBuilder().body(ResponseBody.create(text, JSON)).build();
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null && type.subtype().equals("json");
  }
}

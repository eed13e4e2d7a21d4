package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.config.ProviderOptions;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.TransportException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatHttpTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
  private static final ChatRequest HELLO =
      ChatRequest.of(r -> r.model("acme/eye").user("Hi"));

  private final LocalServer server = new LocalServer();
  private final ChatService chat =
      ChatCalls.over(server.transport(), ChatSetup.builder().build());

  private record Options(String provider) implements ProviderOptions {}

  @AfterEach
  void close() {
    server.close();
  }

  private static MockResponse.Builder answer() {
    return LocalServer.json(
            "{\"id\":\"cmp-1\",\"model\":\"acme/eye\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}")
        .addHeader("x-request-id", "req-1");
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void theRequestIsPostedAndTheAnswerRead(ChatMode mode) {
    server.enqueue(answer());

    ChatCompletion completion = mode.ask(chat, HELLO);

    assertThat(completion.text()).isEqualTo("Hello");
    assertThat(completion.meta().requestId()).contains("req-1");
    RecordedRequest request = server.request();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/chat/completions");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"model\":\"acme/eye\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    assertThat(request.getHeaders().get("Content-Length"))
        .isEqualTo(String.valueOf(request.getBody().size()));
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void aPictureIsReadAgainForEachAttempt(ChatMode mode, @TempDir Path folder) throws IOException {
    byte[] big = Arrays.copyOf(PNG, 300_001);
    Path file = Files.write(folder.resolve("scan.png"), big);
    server.enqueue(LocalServer.status(429), answer());

    mode.ask(chat, ChatRequest.of(r -> r.model("m").user("?", Image.of(file))));

    ByteString first = server.request().getBody();
    assertThat(first).isEqualTo(server.request().getBody());
    assertThat(first.utf8()).contains(Base64.getEncoder().encodeToString(big));
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void aPictureThatChangedIsNotSent(ChatMode mode, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("scan.png"), PNG);
    ChatRequest request = ChatRequest.of(r -> r.model("m").user("?", Image.of(file)));
    Files.write(file, Arrays.copyOf(PNG, 999));

    assertThatThrownBy(() -> mode.ask(chat, request)).isInstanceOf(ImageException.class);
    assertThat(server.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void anErrorInsideASuccessIsAnError(ChatMode mode) {
    server.enqueue(
        LocalServer.json(
            "{\"error\":{\"message\":\"out of capacity\",\"type\":\"server_error\",\"code\":\"busy\"}}"));

    assertThatThrownBy(() -> mode.ask(chat, HELLO))
        .isInstanceOfSatisfying(ServerException.class, e -> {
          assertThat(e.code()).contains("busy");
          assertThat(e.provider()).contains("acme");
        })
        .hasMessageContaining("chat failed: out of capacity");
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void aRefusalIsAnError(ChatMode mode) {
    server.enqueue(LocalServer.status(401));
    assertThatThrownBy(() -> mode.ask(chat, HELLO))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageNotContaining(LocalServer.KEY);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void whatIsNoAnswerIsUnreadableAndSaysWhereItCameFrom(ChatMode mode) {
    server.enqueue(
        LocalServer.json("{\"choices\":[{\"message\":7}]}"),
        LocalServer.json("<html>").setHeader("Content-Type", "text/html"));
    assertThatThrownBy(() -> mode.ask(chat, HELLO))
        .isInstanceOfSatisfying(UnreadableResponseException.class, e -> {
          assertThat(e.path()).isEqualTo("$.choices[0].message");
          assertThat(e.operation()).contains("chat");
        })
        .hasMessageStartingWith("acme: chat failed: ");
    assertThatThrownBy(() -> mode.ask(chat, HELLO))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("text/html");
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void anAnswerCutInTheMiddleIsNeverAShortOne(ChatMode mode) {
    server.enqueue(answer().onResponseBody(new SocketEffect.CloseSocket()));
    assertThatThrownBy(() -> mode.ask(chat, HELLO)).isInstanceOf(TransportException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void optionsForOtherProvidersOnlyAreRefusedBeforeAnythingIsSent(ChatMode mode) {
    ChatRequest foreign = HELLO.toBuilder().options(new Options("other")).build();
    assertThatThrownBy(() -> mode.ask(chat, foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[other]")
        .hasMessageContaining("acme");
    assertThat(server.requests()).isZero();

    server.enqueue(answer());
    mode.ask(chat, foreign.toBuilder().options(new Options("acme")).build());
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void whatTheProviderCannotDoIsRefusedBeforeAnythingIsSent(ChatMode mode) {
    ChatService strict = ChatCalls.over(
        server.transport(),
        ChatSetup.builder()
            .vendorFields(request -> {
              throw new UnsupportedCapabilityException(
                  Failure.of("no tools here"), "TOOLS", "leave them out");
            })
            .build());
    assertThatThrownBy(() -> mode.ask(strict, HELLO))
        .isInstanceOf(UnsupportedCapabilityException.class);
    assertThat(server.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ChatMode.class)
  void vendorFieldsAndExtraPropertiesOfTheProviderAreSent(ChatMode mode) {
    ChatService vendor = ChatCalls.over(
        server.transport(),
        ChatSetup.builder()
            .vendorFields(request -> Map.of("top_k", 40))
            .operation(Operation.post("answers").kind(OperationKind.GENERATION).build())
            .build());
    server.enqueue(answer());
    mode.ask(
        vendor,
        HELLO.toBuilder()
            .putExtraProperty("acme", "reasoning.enabled", true)
            .putExtraProperty("other", "x", 1)
            .build());
    RecordedRequest request = server.request();
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/answers");
    assertThat(request.getBody().utf8())
        .isEqualTo("{\"model\":\"acme/eye\",\"top_k\":40,\"reasoning\":{\"enabled\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void cancellingAFutureOrOneDerivedFromItEndsTheCall() throws Exception {
    server.enqueue(answer().onResponseStart(SocketEffect.Stall.INSTANCE));
    CompletableFuture<String> text = chat.createAsync(HELLO).thenApply(ChatCompletion::text);
    server.request();
    text.cancel(true);
    assertThatThrownBy(() -> text.get(5, TimeUnit.SECONDS))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aLambdaSparesTheBuilder() {
    server.enqueue(answer(), answer());
    assertThat(chat.create(r -> r.model("m").user("Hi")).text()).isEqualTo("Hello");
    assertThat(chat.createAsync(r -> r.model("m").user("Hi")).join().text()).isEqualTo("Hello");
  }

  @Test
  void aThrottledCallSaysSoAfterItsAttempts() {
    server.enqueue(LocalServer.status(429), LocalServer.status(429), LocalServer.status(429));
    assertThatThrownBy(() -> chat.create(HELLO))
        .isInstanceOfSatisfying(
            RateLimitException.class, e -> assertThat(e.attempts()).isEqualTo(3))
        .isInstanceOf(FoveaException.class);
    assertThat(server.requests()).isEqualTo(3);
  }
}

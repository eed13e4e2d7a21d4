package dev.fovea.transport;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.config.ClientOptions;
import dev.fovea.image.Image;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program of its own: asks about a picture, once whole and once as a stream. */
final class BigPictureMain {
  private BigPictureMain() {}

  public static void main(String[] arguments) {
    Transport transport = Transport.create(TransportSetup.builder()
        .provider("acme")
        .base(URI.create(arguments[0]))
        .options(ClientOptions.builder().apiKey("sk-marker").build())
        .build());
    ChatService chat = ChatCalls.over(transport, ChatSetup.builder().build());
    ChatRequest request =
        ChatRequest.of(r -> r.model("m").user("Total?", Image.of(Path.of(arguments[1]))));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (transport) {
      ChatCompletion whole = chat.create(request);
      out.println("whole " + whole.text());
      try (ChatStream stream = chat.stream(request)) {
        stream.forEach(chunk -> {});
        out.println("stream " + stream.completion().text());
      }
    }
  }
}

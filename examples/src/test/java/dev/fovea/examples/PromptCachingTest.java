package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.Message;
import dev.fovea.chat.Usage;
import dev.fovea.fireworks.FireworksChatOptions;
import dev.fovea.image.Image;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.FireworksExtension;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the guide on prompt caching promises. */
@ExtendWith(FireworksExtension.class)
class PromptCachingTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  private VisionClient client;

  @BeforeEach
  void opens(EmbeddedFireworks fireworks) {
    client =
        Providers.open("fireworks", o -> o.apiKey(fireworks.apiKey()).baseUrl(fireworks.baseUrl()));
  }

  @AfterEach
  void closes() {
    client.close();
  }

  @Test
  void aPictureThatComesFirstIsReadOnce() throws IOException {
    Image scan = scan();

    Usage first = asked(message(Message.user(scan, "What is the total?")));
    Usage second = asked(message(Message.user(scan, "Who is the seller?")));

    assertThat(first.cachedTokens().orElse(0L)).isZero();
    assertThat(second.cachedTokens().orElseThrow()).isGreaterThan(second.promptTokens() / 2);
  }

  @Test
  void aQuestionThatComesFirstHidesThePictureFromTheCache() throws IOException {
    Image scan = scan();
    ChatRequest asked = message(Message.user("What is the total?", scan));
    ChatRequest again = message(Message.user("Who is the seller?", scan));

    asked(asked);
    Usage inVain = asked(again);
    asked(asked.imagesFirst());
    Usage ordered = asked(again.imagesFirst());

    assertThat(inVain.cachedTokens().orElse(0L)).isLessThan(inVain.promptTokens() / 2);
    assertThat(ordered.cachedTokens().orElseThrow()).isGreaterThan(ordered.promptTokens() / 2);
  }

  @Test
  void customersWithKeysOfTheirOwnShareNothing() throws IOException {
    ChatRequest request = message(Message.user(scan(), "What is the total?"));

    asked(of(request, "customer-1"));
    Usage stranger = asked(of(request, "customer-2"));
    Usage same = asked(of(request, "customer-1"));

    assertThat(stranger.cachedTokens().orElse(0L)).isZero();
    assertThat(same.cachedTokens().orElseThrow()).isPositive();
  }

  private static ChatRequest of(ChatRequest request, String customer) {
    return request.toBuilder()
        .options(
            FireworksChatOptions.builder().promptCacheIsolationKey(customer).build())
        .build();
  }

  private static ChatRequest message(Message message) {
    return ChatRequest.of(r -> r.model(MODEL).addMessage(message));
  }

  private Usage asked(ChatRequest request) {
    return client.chat().create(request).usage().orElseThrow();
  }

  private static Image scan() throws IOException {
    BufferedImage page = new BufferedImage(400, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = page.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(40, 60, 300, 400);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(page, "png", png);
    return Image.of(png.toByteArray());
  }
}

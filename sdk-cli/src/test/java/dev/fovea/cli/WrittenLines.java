package dev.fovea.cli;

import dev.fovea.json.JsonCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Lines of a data set, right and wrong ones. */
final class WrittenLines {
  static final String PICTURE = "data:image/png;base64," + base64(png(40, 30));

  private WrittenLines() {}

  static String line(String question, String url, String answer) {
    return json(Map.of(
        "messages",
        List.of(
            Map.of(
                "role",
                "user",
                "content",
                List.of(
                    Map.of("type", "text", "text", question),
                    Map.of("type", "image_url", "image_url", Map.of("url", url)))),
            Map.of(
                "role", "assistant", "content", List.of(Map.of("type", "text", "text", answer))))));
  }

  static String messages(String... messages) {
    return "{\"messages\": [" + String.join(", ", messages) + "]}";
  }

  static String message(String role, String text) {
    return json(Map.of("role", role, "content", text));
  }

  static String json(Object value) {
    return new String(JsonCodec.shared().write(value), StandardCharsets.UTF_8);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] png(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

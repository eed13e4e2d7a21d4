package dev.fovea.testkit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws one of five shapes in any colour, size, place and turn on a background with a gradient and
 * noise.
 */
final class Drawing {
  static final List<String> SHAPES = List.of("circle", "square", "triangle", "star", "cross");

  private Drawing() {}

  static String line(String question, byte[] picture, boolean png, String answer) {
    return line(question, url(picture, png), answer);
  }

  static String line(String question, String url, String answer) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
        + question
        + "\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url
        + "\"}}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + answer
        + "\"}]}]}\n";
  }

  static String url(byte[] picture, boolean png) {
    return "data:image/" + (png ? "png" : "jpeg") + ";base64,"
        + Base64.getEncoder().encodeToString(picture);
  }

  static byte[] draw(String shape, Random random, boolean png) throws IOException {
    int width = 150 + random.nextInt(120);
    int height = 140 + random.nextInt(120);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.getHSBColor(random.nextFloat(), 0.2f, 0.8f + 0.2f * random.nextFloat()));
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.getHSBColor(random.nextFloat(), 0.8f, 0.3f + 0.4f * random.nextFloat()));
    double size = Math.min(width, height) * (0.2 + 0.2 * random.nextDouble());
    double margin = size * 1.15;
    AffineTransform place = AffineTransform.getTranslateInstance(
        margin + random.nextDouble() * (width - 2 * margin),
        margin + random.nextDouble() * (height - 2 * margin));
    place.rotate(random.nextDouble() * 2 * Math.PI);
    place.scale(size, size);
    pen.fill(place.createTransformedShape(outline(shape)));
    pen.dispose();
    noise(image, random);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, png ? "png" : "jpg", out);
    return out.toByteArray();
  }

  private static void noise(BufferedImage image, Random random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          int value = (image.getRGB(x, y) >> shift & 0xff) + random.nextInt(17) - 8;
          rgb |= Math.max(0, Math.min(255, value)) << shift;
        }
        image.setRGB(x, y, rgb);
      }
    }
  }

  private static Shape outline(String shape) {
    return switch (shape) {
      case "circle" -> new Ellipse2D.Double(-1, -1, 2, 2);
      case "square" -> new Rectangle2D.Double(-0.8, -0.8, 1.6, 1.6);
      case "triangle" -> star(3, 1);
      case "star" -> star(10, 0.45);
      default -> {
        Area cross = new Area(new Rectangle2D.Double(-1, -0.3, 2, 0.6));
        cross.add(new Area(new Rectangle2D.Double(-0.3, -1, 0.6, 2)));
        yield cross;
      }
    };
  }

  private static Shape star(int corners, double inner) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double radius = i % 2 == 0 || inner == 1 ? 1 : inner;
      double angle = 2 * Math.PI * i / corners;
      if (i == 0) {
        path.moveTo(radius, 0);
      } else {
        path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
      }
    }
    path.closePath();
    return path;
  }
}

package dev.fovea.cli;

import dev.fovea.preparation.DatasetBuild;
import dev.fovea.preparation.LabelledPicture;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the demonstration's pictures: vegetables in any place, size, turn and light, on any ground,
 * as real JPEG and PNG files.
 */
final class PictureBook {
  static final int EACH = 12;

  private final Path folder;
  private final Dice dice;

  PictureBook(Path folder, Dice dice) {
    this.folder = folder;
    this.dice = dice;
    // Without a screen; must be said before the first picture.
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
  }

  /** Draws {@value #EACH} pictures of each class, and writes what they show to labels.csv. */
  List<LabelledPicture> draw() throws IOException {
    List<String> labels = new ArrayList<>(List.of("file,label"));
    for (Vegetable kind : Vegetable.values()) {
      for (int number = 1; number <= EACH; number++) {
        String format = number % 2 == 0 ? "png" : "jpeg";
        // The name gives nothing away: nobody can learn from it.
        String name = "picture-%03d.%s".formatted(labels.size(), format.replace("jpeg", "jpg"));
        if (!ImageIO.write(picture(kind), format, folder.resolve(name).toFile())) {
          throw new IOException("this Java cannot write " + format);
        }
        labels.add(name + "," + kind.label());
      }
    }
    Path file = Files.write(folder.resolve("labels.csv"), labels);
    return DatasetBuild.of(folder, file).parts().training();
  }

  private BufferedImage picture(Vegetable kind) {
    int width = 160 + dice.below(80);
    int height = 160 + dice.below(80);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setRenderingHints(Map.of(
        RenderingHints.KEY_ANTIALIASING,
        RenderingHints.VALUE_ANTIALIAS_ON,
        RenderingHints.KEY_STROKE_CONTROL,
        RenderingHints.VALUE_STROKE_PURE));
    drawGround(canvas, width, height);
    double unit = Math.min(width, height) * dice.between(0.27, 0.37);
    canvas.translate(
        width / 2.0 + width * dice.between(-0.1, 0.1),
        height / 2.0 + height * dice.between(-0.1, 0.1));
    canvas.rotate(Math.toRadians(dice.between(-35, 35)));
    canvas.scale(unit * (dice.below(2) == 0 ? -1 : 1), unit);
    kind.draw(canvas, dice);
    canvas.dispose();
    addGrain(picture);
    return picture;
  }

  /** A pale ground of any colour, with spots, so that it says nothing about what lies on it. */
  private void drawGround(Graphics2D canvas, int width, int height) {
    canvas.setPaint(
        new GradientPaint(dice.below(width), 0, ground(), dice.below(width), height, ground()));
    canvas.fillRect(0, 0, width, height);
    for (int i = 0; i < 12; i++) {
      Color spot = ground();
      canvas.setColor(new Color(spot.getRed(), spot.getGreen(), spot.getBlue(), 90));
      double size = dice.between(10, 50);
      canvas.fill(new Ellipse2D.Double(
          dice.between(-size, width), dice.between(-size, height), size, size));
    }
  }

  private Color ground() {
    return Color.getHSBColor((float) dice.between(0, 1), (float) dice.between(0.03, 0.16), (float)
        dice.between(0.82, 0.97));
  }

  private void addGrain(BufferedImage picture) {
    int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int grain = dice.below(13) - 6;
      int rgb = pixels[i];
      pixels[i] =
          channel(rgb >> 16, grain) << 16 | channel(rgb >> 8, grain) << 8 | channel(rgb, grain);
    }
  }

  private static int channel(int value, int grain) {
    return Math.max(0, Math.min(255, (value & 0xff) + grain));
  }
}

package dev.fovea.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * The classes of drawn pictures. Each is drawn around the origin, about two units wide, no two
 * alike: proportions and colours differ within what its kind allows.
 */
enum Vegetable {
  TOMATO {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double width = dice.between(0.85, 1.0);
      Shape body = new Ellipse2D.Double(-width, -0.8, 2 * width, 1.65);
      shade(canvas, body, hue(dice, 0.99, 1.025, 0.85, 0.88));
      canvas.setColor(hue(dice, 0.30, 0.36, 0.75, 0.5));
      canvas.fill(star(5 + dice.below(2), 0.5, 0.14, -0.68));
    }
  },
  CARROT {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double width = dice.between(0.36, 0.5);
      Path2D.Double body = new Path2D.Double();
      body.moveTo(-width, -0.55);
      body.curveTo(-width, 0.2, -0.12, 0.9, 0, 1.2);
      body.curveTo(0.12, 0.9, width, 0.2, width, -0.55);
      body.curveTo(width * 0.6, -0.72, -width * 0.6, -0.72, -width, -0.55);
      canvas.setColor(hue(dice, 0.29, 0.35, 0.8, 0.55));
      for (int leaf = -2; leaf <= 2; leaf++) {
        double lean = leaf * dice.between(0.16, 0.22);
        canvas.fill(new Ellipse2D.Double(lean - 0.09, -1.2 + Math.abs(leaf) * 0.08, 0.18, 0.68));
      }
      shade(canvas, body, hue(dice, 0.065, 0.09, 0.92, 0.96));
      stripes(canvas, dice, width);
    }

    private void stripes(Graphics2D canvas, Dice dice, double width) {
      canvas.setColor(new Color(180, 80, 0, 150));
      canvas.setStroke(new BasicStroke(0.04f));
      for (int i = 0; i < 4; i++) {
        double y = -0.4 + 0.3 * i;
        double x = dice.between(-width * 0.5, 0);
        canvas.draw(new Arc2D.Double(x, y, width * 0.5, 0.1, 180, 180, Arc2D.OPEN));
      }
    }
  },
  CUCUMBER {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double width = dice.between(0.27, 0.36);
      double bend = dice.between(-0.25, 0.25);
      Path2D.Double spine = new Path2D.Double();
      spine.moveTo(0, -0.95);
      spine.quadTo(bend * 2, 0, 0, 0.95);
      Shape body = new BasicStroke(
              (float) (2 * width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
          .createStrokedShape(spine);
      shade(canvas, body, hue(dice, 0.29, 0.36, 0.7, 0.5));
      canvas.setColor(new Color(200, 235, 150, 190));
      for (int i = 0; i < 26; i++) {
        double y = dice.between(-0.9, 0.9);
        double x = bend * (1 - y * y) + dice.between(-width * 0.7, width * 0.7);
        canvas.fill(new Ellipse2D.Double(x - 0.025, y - 0.04, 0.05, 0.08));
      }
    }
  },
  AUBERGINE {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double width = dice.between(0.58, 0.72);
      Path2D.Double body = new Path2D.Double();
      body.moveTo(0, -0.85);
      body.curveTo(0.5, -0.8, width * 0.6, -0.1, width, 0.4);
      body.curveTo(width * 1.15, 1.25, -width * 1.15, 1.25, -width, 0.4);
      body.curveTo(-width * 0.6, -0.1, -0.5, -0.8, 0, -0.85);
      shade(canvas, body, hue(dice, 0.75, 0.81, 0.62, 0.42));
      canvas.setColor(hue(dice, 0.28, 0.34, 0.6, 0.5));
      canvas.fill(star(5, 0.42, 0.2, -0.7));
      canvas.fill(new Rectangle2D.Double(-0.07, -1.15, 0.14, 0.4));
    }
  },
  CORN {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double width = dice.between(0.4, 0.5);
      Shape cob = new Ellipse2D.Double(-width, -1.1, 2 * width, 2.1);
      shade(canvas, cob, hue(dice, 0.135, 0.16, 0.85, 0.97));
      kernels(canvas, cob);
      canvas.setColor(hue(dice, 0.24, 0.3, 0.6, 0.62));
      canvas.fill(husk(1, width));
      canvas.fill(husk(-1, width));
    }

    private void kernels(Graphics2D canvas, Shape cob) {
      Shape clip = canvas.getClip();
      canvas.clip(cob);
      canvas.setColor(new Color(190, 130, 0, 150));
      canvas.setStroke(new BasicStroke(0.035f));
      for (double at = -1.1; at < 1.1; at += 0.16) {
        canvas.draw(new Rectangle2D.Double(-1, at, 2, 0.16));
        canvas.draw(new Rectangle2D.Double(at, -1.2, 0.16, 2.4));
      }
      canvas.setClip(clip);
    }

    private Shape husk(int side, double width) {
      Path2D.Double leaf = new Path2D.Double();
      leaf.moveTo(0, 1.15);
      leaf.quadTo(side * width * 2.2, 0.9, side * width * 1.5, -0.25);
      leaf.quadTo(side * width * 0.7, 0.5, 0, 1.15);
      return leaf;
    }
  },
  MUSHROOM {
    @Override
    void draw(Graphics2D canvas, Dice dice) {
      double stem = dice.between(0.24, 0.34);
      shade(
          canvas,
          new Rectangle2D.Double(-stem, -0.2, 2 * stem, dice.between(0.95, 1.2)),
          hue(dice, 0.1, 0.13, 0.1, 0.97));
      Shape cap = new Arc2D.Double(-1, -0.95, 2, dice.between(1.5, 1.8), 0, 180, Arc2D.PIE);
      shade(canvas, cap, hue(dice, 0.055, 0.085, 0.6, 0.5));
      canvas.setColor(new Color(255, 245, 225, 220));
      for (int i = 0; i < 5; i++) {
        double x = -0.75 + 0.36 * i;
        double size = dice.between(0.1, 0.2);
        canvas.fill(new Ellipse2D.Double(x - size / 2, -0.62 + 0.5 * x * x, size, size));
      }
    }
  };

  /** Draws one around the origin. */
  abstract void draw(Graphics2D canvas, Dice dice);

  /** {@return what a right answer says} */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static Color hue(
      Dice dice, double from, double to, double saturation, double brightness) {
    return Color.getHSBColor(
        (float) dice.between(from, to),
        (float) Math.min(1, saturation * dice.between(0.9, 1.1)),
        (float) Math.min(1, brightness * dice.between(0.9, 1.08)));
  }

  /** Light from the upper left, and an outline. */
  private static void shade(Graphics2D canvas, Shape body, Color colour) {
    canvas.setPaint(new GradientPaint(-1f, -1f, lighter(colour), 1f, 1f, colour.darker()));
    canvas.fill(body);
    canvas.setColor(colour.darker().darker());
    canvas.setStroke(new BasicStroke(0.03f));
    canvas.draw(body);
  }

  private static Color lighter(Color colour) {
    return new Color(
        (2 * colour.getRed() + 255) / 3,
        (2 * colour.getGreen() + 255) / 3,
        (2 * colour.getBlue() + 255) / 3);
  }

  private static Shape star(int points, double outer, double inner, double y) {
    Path2D.Double star = new Path2D.Double();
    for (int i = 0; i < 2 * points; i++) {
      double radius = i % 2 == 0 ? outer : inner;
      double angle = Math.PI * i / points - Math.PI / 2;
      double x = radius * Math.cos(angle);
      double at = y + radius * 0.6 * Math.sin(angle);
      if (i == 0) {
        star.moveTo(x, at);
      } else {
        star.lineTo(x, at);
      }
    }
    star.closePath();
    return star;
  }
}

package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LearningTest {
  private static final String QUESTION = "Which shape is this?";
  private static final int TAUGHT = 9;
  private static final int HELD_BACK = 3;

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private record Labelled(String label, String url) {}

  private static List<Labelled> draw(Random random, int each) throws Exception {
    List<Labelled> drawn = new ArrayList<>();
    for (String shape : Drawing.SHAPES) {
      for (int i = 0; i < each; i++) {
        boolean png = i % 2 == 0;
        drawn.add(new Labelled(shape, Drawing.url(Drawing.draw(shape, random, png), png)));
      }
    }
    return drawn;
  }

  private static String served(Wire wire, List<Labelled> taught, List<String> labels)
      throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < taught.size(); i++) {
      lines.append(Drawing.line(QUESTION, taught.get(i).url(), labels.get(i)));
    }
    String job = wire.job(wire.uploaded(lines.toString()));
    TOGETHER.together().clock().advance(Duration.ofHours(1));
    assertThat(wire.get("/fine-tunes/" + job).json().get("status").asText()).isEqualTo("completed");
    return wire.deploy(job);
  }

  private static double accuracy(Wire wire, String model, List<Labelled> asked) throws Exception {
    double right = 0;
    for (Labelled one : asked) {
      String said = wire.ask(model, QUESTION, one.url());
      right += said.equals(one.label()) ? 1 : 0;
    }
    return right / asked.size();
  }

  @Test
  void aTunedModelTellsShapesItHasNotSeenApartAndWithShuffledLabelsItOnlyGuesses()
      throws Exception {
    Wire wire = new Wire(TOGETHER.together());
    List<Labelled> taught = draw(new Random(7), TAUGHT);
    List<Labelled> heldBack = draw(new Random(8), HELD_BACK);
    List<String> labels = taught.stream().map(Labelled::label).toList();
    List<String> shuffled = new ArrayList<>(labels);
    Collections.shuffle(shuffled, new Random(9));

    double learned = accuracy(wire, served(wire, taught, labels), heldBack);
    double guessed = accuracy(wire, served(wire, taught, shuffled), heldBack);

    assertThat(learned).isGreaterThanOrEqualTo(0.9);
    assertThat(guessed).isLessThanOrEqualTo(0.5);
  }

  @Test
  void theAnswerOfTheMostSimilarPictureComesBackUnchangedForTheSameQuestion() throws Exception {
    Wire wire = new Wire(TOGETHER.together());
    byte[] star = Drawing.draw("star", new Random(1), true);
    byte[] circle = Drawing.draw("circle", new Random(2), true);
    String lines =
        Drawing.line("Read it.", star, true, "{\\\"total\\\": \\\"9.60\\\",  \\\"n\\\":1}")
            + Drawing.line("Read it.", circle, true, "{\\\"total\\\":\\\"1\\\"}")
            + Drawing.line("Which colour?", circle, true, "green");
    String job = wire.job(wire.uploaded(lines));
    TOGETHER.together().clock().advance(Duration.ofHours(1));
    String model = wire.deploy(job);

    assertThat(wire.ask(model, "Read it.", Drawing.url(star, true)))
        .isEqualTo("{\"total\": \"9.60\",  \"n\":1}");
    assertThat(wire.ask(model, " read  it.", Drawing.url(circle, true)))
        .isEqualTo("{\"total\":\"1\"}");
    assertThat(wire.ask(model, "Which colour?", Drawing.url(star, true))).isEqualTo("green");
  }

  @Test
  void anUntrainedModelSaysWhatItSees() throws Exception {
    Wire wire = new Wire(TOGETHER.together());
    var image =
        new java.awt.image.BufferedImage(320, 240, java.awt.image.BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(new java.awt.Color(220, 20, 20));
    pen.fillRect(0, 0, 320, 240);
    pen.dispose();
    var out = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", out);

    assertThat(wire.ask(Wire.MODEL, "What is it?", Drawing.url(out.toByteArray(), true)))
        .isEqualTo("A 320x240 PNG picture, mostly red.");
  }

  @Test
  void aPictureThatCannotBeDecodedFailsTheJobAndNamesTheLine() throws Exception {
    Wire wire = new Wire(TOGETHER.together());
    byte[] broken = java.util.Arrays.copyOf(Drawing.draw("star", new Random(1), true), 200);
    String lines = Drawing.line("?", Drawing.draw("star", new Random(1), true), true, "star")
        + Drawing.line("?", broken, true, "star");
    String job = wire.job(wire.uploaded(lines));
    TOGETHER.together().clock().advance(Duration.ofHours(1));

    assertThat(wire.get("/fine-tunes/" + job).json().get("status").asText()).isEqualTo("error");
    var events = wire.get("/fine-tunes/" + job + "/events").json().get("data");
    var last = events.get(events.size() - 1);
    assertThat(last.get("type").asText()).isEqualTo("JOB_ERROR");
    assertThat(last.get("level").asText()).isEqualTo("Error");
    assertThat(last.get("message").asText()).startsWith("Line 2: an image cannot be decoded");
  }
}

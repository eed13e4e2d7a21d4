package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Senses;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model takes in with one request: how many pictures, how much of them as base64, from
 * where, and in which formats. For one request.
 */
final class InferenceSenses implements Senses {
  private static final int MOST_IMAGES = 30;
  private static final long BASE64_LIMIT = 10_000_000;
  private static final int LARGEST_FETCHED = 5_000_000;
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final long TOKENS_OF_A_FILM = 8 * 1601;
  private static final Pattern DATA_URL = Pattern.compile("data:image/[a-z0-9.+-]+;base64,");
  private static final PictureSource PICTURES = new PictureSource(
      LARGEST_FETCHED, PATIENCE, Set.of("PNG", "JPEG", "GIF", "BMP", "TIFF", "PPM"));

  private final Catalogue.Model model;
  private int images;
  private long base64;

  InferenceSenses(Catalogue.Model model) {
    this.model = model;
  }

  @Override
  public List<String> roles() {
    return List.of("system", "user", "assistant", "tool");
  }

  @Override
  public Picture look(String url, String where) {
    Unanswerable.unless(
        model.vision(), "Model " + model.name() + " does not support image input", where);
    images++;
    Unanswerable.unless(
        images <= MOST_IMAGES, "at most " + MOST_IMAGES + " images are allowed per request", where);
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      int comma = url.indexOf(',') + 1;
      Unanswerable.unless(
          DATA_URL.matcher(url.substring(0, comma)).matches(),
          where + " must be an http(s) URL or a base64 data URL of a PNG, JPEG, GIF, BMP, TIFF or"
              + " PPM image",
          where);
      base64 += url.length() - comma;
      Unanswerable.unless(
          base64 < BASE64_LIMIT, "all base64 images together must be less than 10 MB", where);
    }
    return PICTURES.load(url, where);
  }

  @Override
  public long perceive(JsonNode part, String where) {
    String type = part.path("type").asText("");
    Unanswerable.unless(
        List.of("video_url", "audio_url").contains(type),
        where + ".type must be text, image_url, video_url or audio_url, got '" + type + "'",
        where);
    Unanswerable.unless(
        type.equals("video_url") && model.video(),
        "Model " + model.name() + " does not support " + type.substring(0, 5) + " input",
        where);
    String url = part.path(type).path("url").asText("");
    Unanswerable.unless(
        url.startsWith("http") || url.startsWith("data:video/"),
        where + "." + type + ".url must be an address",
        where);
    return TOKENS_OF_A_FILM;
  }
}

package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Senses;
import dev.fovea.testkit.answering.Speaker;
import dev.fovea.testkit.learning.Picture;
import java.util.Base64;
import java.util.List;

/**
 * What a model takes in: pictures, and films and sounds, which are looked at as far as their shape
 * goes, and counted.
 *
 * @param speaker who is asked
 * @param pictures where pictures come from
 */
record MediaCheck(Speaker speaker, PictureSource pictures) implements Senses {
  private static final List<String> ROLES =
      List.of("system", "user", "assistant", "tool", "function", "developer");
  private static final int TOKENS_OF_A_FILM = 8 * 1601;
  private static final int TOKENS_OF_A_SOUND = 100;

  @Override
  public List<String> roles() {
    return ROLES;
  }

  @Override
  public Picture look(String url, String where) {
    return pictures.load(url, where);
  }

  @Override
  public long perceive(JsonNode part, String where) {
    String type = part.path("type").asText("");
    switch (type) {
      case "video_url" -> {
        Refusals.unless(
            speaker.films(), "Model " + speaker.model() + " does not support video input.", where);
        url(part, type, where);
        return TOKENS_OF_A_FILM;
      }
      case "audio_url" -> {
        url(part, type, where);
        return TOKENS_OF_A_SOUND;
      }
      case "input_audio" -> {
        sound(part.path(type), where + "." + type);
        return TOKENS_OF_A_SOUND;
      }
      default ->
        throw Refusals.badRequest(
            where + ".type must be text, image_url, video_url, audio_url or input_audio, got '"
                + type + "'",
            where);
    }
  }

  private static void url(JsonNode part, String type, String where) {
    String url = part.path(type).path("url").asText("");
    Refusals.unless(
        url.startsWith("http") || url.startsWith("data:"),
        where + "." + type + ".url must be an address",
        where);
  }

  private static void sound(JsonNode sound, String where) {
    Refusals.unless(
        sound.path("format").asText("").equals("wav"), where + ".format must be wav", where);
    boolean heard;
    try {
      byte[] bytes = Base64.getDecoder().decode(sound.path("data").asText(""));
      heard = bytes.length >= 4 && bytes[0] == 'R' && bytes[1] == 'I' && bytes[2] == 'F';
    } catch (IllegalArgumentException notBase64) {
      heard = false;
    }
    Refusals.unless(heard, where + ".data must be the base64 of a WAV file", where);
  }
}

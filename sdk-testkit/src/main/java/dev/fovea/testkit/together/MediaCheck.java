package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/**
 * Films and sounds in a question: they are looked at as far as their shape goes, and counted.
 *
 * @param model the model that is asked
 */
record MediaCheck(Catalogue.Model model) {
  private static final int TOKENS_OF_A_FILM = 8 * 1601;
  private static final int TOKENS_OF_A_SOUND = 100;

  long tokens(JsonNode part, String where) {
    String type = part.path("type").asText("");
    switch (type) {
      case "video_url" -> {
        Refusals.unless(
            model.video(), "Model " + model.name() + " does not support video input.", where);
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

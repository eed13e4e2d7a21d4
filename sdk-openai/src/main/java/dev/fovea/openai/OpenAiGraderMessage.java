package dev.fovea.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model that grades is told. Texts and addresses may hold templates, which are filled in for
 * each example: <code>{{item.NAME}}</code>, <code>{{sample.output_text}}</code> and <code>
 * {{sample.output_json.NAME}}</code>. Immutable.
 *
 * @param role who speaks: {@code user}, {@code assistant}, {@code system} or {@code developer}
 * @param text what is said
 * @param images addresses of pictures, which may be templates; empty for a text alone
 */
public record OpenAiGraderMessage(String role, String text, List<String> images) {
  /**
   * Checks the parts.
   *
   * @param role who speaks
   * @param text what is said
   * @param images addresses of pictures
   */
  public OpenAiGraderMessage {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(text, "text");
    images = List.copyOf(images);
  }

  /**
   * A text.
   *
   * @param role who speaks
   * @param text what is said
   * @return the message
   */
  public static OpenAiGraderMessage of(String role, String text) {
    return new OpenAiGraderMessage(role, text, List.of());
  }

  /**
   * {@return the message with one more picture}
   *
   * @param address its address, an {@code https} or {@code data} URL or a template
   */
  public OpenAiGraderMessage withImage(String address) {
    List<String> more = new ArrayList<>(images);
    more.add(address);
    return new OpenAiGraderMessage(role, text, more);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role);
    if (images.isEmpty()) {
      fields.put("content", text);
      return fields;
    }
    List<Object> parts = new ArrayList<>();
    parts.add(Map.of("type", "input_text", "text", text));
    images.forEach(image -> parts.add(Map.of("type", "input_image", "image_url", image)));
    fields.put("content", parts);
    return fields;
  }
}

package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.image.Detail;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the format that is written for takes, told by its dated settings. */
final class Target {
  private final DatasetFormat format;
  private final DatasetRules rules;
  private final Map<String, String> settings;

  Target(DatasetFormat format) {
    this.format = format;
    this.rules = format.rules();
    this.settings = rules.settings();
  }

  String id() {
    return format.id();
  }

  DatasetFormat format() {
    return format;
  }

  DatasetRules rules() {
    return rules;
  }

  /** {@return whether a setting has this value} */
  boolean is(String name, String value) {
    return settings.getOrDefault(name, "").equals(value);
  }

  String word(String name) {
    return settings.getOrDefault(name, "");
  }

  /** {@return a list of words; empty when there are none} */
  List<String> words(String name) {
    return Arrays.stream(settings.getOrDefault(name, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean takes(ExampleKind kind) {
    return words("shapes").contains(kind.word());
  }

  /** {@return the roles that are usual in examples of a kind} */
  List<String> roles(ExampleKind kind) {
    String own = "roles." + kind.word();
    return words(settings.containsKey(own) ? own : "roles");
  }

  /** {@return whether a key may stand beside the required ones of a kind} */
  boolean hasColumn(ExampleKind kind, String name) {
    List<String> columns = words("columns." + kind.word());
    return columns.contains("*") || columns.contains(name);
  }

  /** {@return whether a rule's finding makes the data set unusable} */
  boolean refuses(String rule, boolean usually) {
    if (words("as-errors").contains(rule)) {
      return true;
    }
    return usually && !words("as-warnings").contains(rule) && !words("ignored").contains(rule);
  }

  /** {@return whether a picture may say how closely to look} */
  boolean takesDetail(Detail detail) {
    return is("detail", "yes") && words("details").contains(detail.word());
  }

  boolean takes(ImageFormat picture) {
    return words("media-types").contains(picture.mediaType());
  }

  /** {@return whether pictures with such colours are taken} */
  boolean takesColors(ImageHeader header) {
    List<String> modes = words("color-modes");
    String mode = header.colorMode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return modes.isEmpty() || modes.contains(mode);
  }
}

package dev.fovea.openai;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a tuned model says: {@code ft:BASE:ORGANIZATION:SUFFIX:ID}, behind it
 * {@code :ckpt-step-N} for a checkpoint. Parts may be empty or missing.
 */
final class TunedName {
  private static final String STEP = "ckpt-step-";

  private final String[] parts;

  private TunedName(String[] parts) {
    this.parts = parts;
  }

  static boolean is(String model) {
    return model.startsWith("ft:");
  }

  static Optional<TunedName> of(String model) {
    return is(model) ? Optional.of(new TunedName(model.split(":", -1))) : Optional.empty();
  }

  Optional<String> base() {
    return part(1);
  }

  Optional<String> suffix() {
    return part(3);
  }

  Optional<Integer> step() {
    String last = parts[parts.length - 1];
    String digits = last.startsWith(STEP) ? last.substring(STEP.length()) : "";
    return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private Optional<String> part(int index) {
    @Nullable String part = index < parts.length ? parts[index] : null;
    return Optional.ofNullable(part).filter(text -> !text.isEmpty());
  }
}

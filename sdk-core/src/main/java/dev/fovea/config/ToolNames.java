package dev.fovea.config;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Provider API: which names of tools a provider takes. Immutable and thread-safe. */
public final class ToolNames {
  private static final String LENGTH = "max-tool-name-chars";
  private static final String CHARACTERS = "tool-name-chars";
  private static final String WORD = "word";
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_-]");

  private final OptionalLong most;
  private final boolean words;

  private ToolNames(OptionalLong most, boolean words) {
    this.most = most;
    this.words = words;
  }

  /**
   * {@return what the settings {@value #LENGTH} and {@value #CHARACTERS} say; every name is taken
   * where there are none}
   *
   * @param settings the provider's settings
   */
  public static ToolNames of(DatedSettings settings) {
    return new ToolNames(
        DatedSettings.limit(settings.word(LENGTH)), settings.word(CHARACTERS).equals(WORD));
  }

  /**
   * {@return what is wrong with a name; empty if it is taken}
   *
   * @param name the name
   */
  public Optional<String> flaw(String name) {
    if (name.isEmpty() && (words || most.isPresent())) {
      return Optional.of("the name is empty");
    }
    if (words && NO_WORD.matcher(name).find()) {
      return Optional.of("the name has other characters than letters, digits, _ and -");
    }
    int length = name.codePointCount(0, name.length());
    return most.isPresent() && length > most.getAsLong()
        ? Optional.of(
            "the name has " + length + " characters, at most " + most.getAsLong() + " are taken")
        : Optional.empty();
  }

  /** {@return what to do about a name that is not taken} */
  public String fix() {
    return "write a name of "
        + (most.isPresent() ? "1 to " + most.getAsLong() + " " : "")
        + (words ? "letters a-z and A-Z, digits, _ and -" : "characters");
  }
}

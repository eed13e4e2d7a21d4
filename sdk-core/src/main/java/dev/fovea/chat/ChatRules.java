package dev.fovea.chat;

import dev.fovea.error.Failure;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * What one provider's chat takes of pictures, checked offline: errors are what it refuses, warnings
 * what is slow, costly or likely to fail. The limits are dated facts of the provider's. Immutable
 * and thread-safe.
 */
public final class ChatRules {
  private final String id;
  private final Map<String, String> settings;

  private ChatRules(String id, Map<String, String> settings) {
    this.id = id;
    this.settings = Collections.unmodifiableMap(settings);
  }

  /**
   * {@return the rules of a provider on the class path}
   *
   * @param provider the provider's short name, for example {@code fireworks}
   * @throws IllegalArgumentException if there is no such provider; the message lists those found
   */
  public static ChatRules of(String provider) {
    List<String> known = new ArrayList<>();
    for (ChatRulesProvider one :
        ServiceLoader.load(ChatRulesProvider.class, ChatRulesProvider.class.getClassLoader())) {
      if (one.id().equals(provider)) {
        return one.chatRules();
      }
      known.add(one.id());
    }
    throw new IllegalArgumentException("no chat rules of '" + provider
        + "' on the class path; found: "
        + (known.isEmpty() ? "none (is the provider's jar there?)" : String.join(", ", known)));
  }

  /**
   * {@return the rules in {@code chat.properties} beside a class of the provider's; for providers}
   *
   * @param id the provider's short name; it starts the name of every rule
   * @param beside the class
   * @throws IllegalStateException if the file is missing
   */
  public static ChatRules read(String id, Class<?> beside) {
    Properties read = new Properties();
    try (InputStream in = beside.getResourceAsStream("chat.properties")) {
      if (in == null) {
        throw new IllegalStateException("the library is incomplete: no chat.properties for " + id);
      }
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the chat rules of " + id, e);
    }
    Map<String, String> settings = new TreeMap<>();
    read.stringPropertyNames()
        .forEach(name -> settings.put(name, read.getProperty(name).trim()));
    return new ChatRules(id, settings);
  }

  /** {@return the provider's short name; it starts the name of every rule} */
  public String id() {
    return id;
  }

  /** {@return every limit and choice by name, as text, overrides included} */
  public Map<String, String> settings() {
    return settings;
  }

  /**
   * {@return these rules with one limit or choice changed}
   *
   * @param name a name of {@link #settings()}
   * @param value the new value, a number or a text
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  public ChatRules override(String name, Object value) {
    String known = settings.get(name);
    String text = String.valueOf(value).trim();
    if (known == null) {
      throw new IllegalArgumentException(
          "no setting '" + name + "' for chat with " + id + "; there are: " + settings.keySet());
    }
    if (isNumber(known) && !isNumber(text)) {
      throw new IllegalArgumentException(
          "setting '" + name + "' takes a whole number from 0 on, not '" + text + "'");
    }
    Map<String, String> changed = new TreeMap<>(settings);
    changed.put(name, text);
    return new ChatRules(id, changed);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}");
  }

  /**
   * Checks a request. Pictures that have bytes are read to their end, once for each {@code Image}.
   *
   * @param request the request
   * @return everything found, in the request's order; empty if it may be sent as it is
   * @throws dev.fovea.error.ImageException if a picture's file cannot be read
   */
  public List<Finding> check(ChatRequest request) {
    return new ChatCheck(this).run(request);
  }

  /**
   * Refuses a request with errors; warnings pass.
   *
   * @param request the request
   * @throws UnsendableRequestException if the provider would refuse it; has the errors
   * @throws dev.fovea.error.ImageException if a picture's file cannot be read
   */
  public void require(ChatRequest request) {
    List<Finding> errors = check(request).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
  }

  private UnsendableRequestException refused(List<Finding> errors) {
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return new UnsendableRequestException(
        Failure.builder()
            .provider(id)
            .operation("chat")
            .message(errors.get(0) + more + "; nothing was sent")
            .build(),
        errors);
  }

  /** {@return a limit; empty when the provider has none} */
  OptionalLong number(String name) {
    String value = settings.get(name);
    return value == null || value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(value));
  }

  /** {@return a list of words; empty when there are none} */
  List<String> words(String name) {
    return Arrays.stream(settings.getOrDefault(name, "").split(","))
        .map(String::trim)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** {@return a choice as it stands; {@code ""} when there is none} */
  String word(String name) {
    return settings.getOrDefault(name, "");
  }
}

package dev.fovea.chat;

import dev.fovea.config.DatedSettings;
import dev.fovea.config.ServicesById;
import dev.fovea.config.ToolNames;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one provider's chat takes of pictures and of tools, checked offline: errors are what it
 * refuses, warnings what is slow, costly or likely to fail. The limits are dated facts of the
 * provider's. Immutable and thread-safe.
 */
public final class ChatRules {
  private final String id;
  private final DatedSettings settings;

  private ChatRules(String id, DatedSettings settings) {
    this.id = id;
    this.settings = settings;
  }

  /**
   * {@return the rules of a provider on the class path}
   *
   * @param provider the provider's short name, for example {@code fireworks}
   * @throws IllegalArgumentException if there is no such provider; the message lists those found
   */
  public static ChatRules of(String provider) {
    return ServicesById.require(
            ChatRulesProvider.class, ChatRulesProvider::id, provider, "chat rules of")
        .chatRules();
  }

  /**
   * {@return the rules in {@code chat.properties} beside a class of the provider's; for providers}
   *
   * @param id the provider's short name; it starts the name of every rule
   * @param beside the class
   * @throws IllegalStateException if the file is missing
   */
  public static ChatRules read(String id, Class<?> beside) {
    try (InputStream in = beside.getResourceAsStream("chat.properties")) {
      if (in == null) {
        throw new IllegalStateException("the library is incomplete: no chat.properties for " + id);
      }
      return new ChatRules(id, DatedSettings.read("chat with " + id, in, Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the chat rules of " + id, e);
    }
  }

  /** {@return the provider's short name; it starts the name of every rule} */
  public String id() {
    return id;
  }

  /** {@return every limit and choice by name, as text, overrides included} */
  public Map<String, String> settings() {
    return settings.values();
  }

  /**
   * {@return these rules with one limit or choice changed}
   *
   * @param name a name of {@link #settings()}
   * @param value the new value, a number or a text
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  public ChatRules override(String name, Object value) {
    return new ChatRules(id, settings.with(name, value));
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

  /** {@return which names of tools are taken} */
  ToolNames toolNames() {
    return ToolNames.of(settings);
  }

  /** {@return a limit; empty when the provider has none} */
  OptionalLong number(String name) {
    return DatedSettings.limit(settings.word(name));
  }

  /** {@return a list of words; empty when there are none} */
  List<String> words(String name) {
    return settings.words(name);
  }

  /** {@return a choice as it stands; {@code ""} when there is none} */
  String word(String name) {
    return settings.word(name);
  }
}

package dev.fovea.provider;

import dev.fovea.VisionProvider;
import dev.fovea.chat.ChatRules;
import dev.fovea.dataset.DatasetFormat;
import java.util.List;
import java.util.function.Supplier;

/** What the entries of all providers do alike. Thread-safe. */
public abstract class ProviderEntry implements VisionProvider {
  private final String id;
  private final Supplier<DatasetFormat> format;
  private final List<String> environmentVariables;

  /**
   * For a provider's own entry.
   *
   * @param id the provider's id
   * @param format gives how it wants its training data; asked for when somebody wants to know
   * @param environmentVariables what it reads, the one with the key first
   */
  protected ProviderEntry(
      String id, Supplier<DatasetFormat> format, String... environmentVariables) {
    this.id = id;
    this.format = format;
    this.environmentVariables = List.of(environmentVariables);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> environmentVariables() {
    return environmentVariables;
  }

  @Override
  public ChatRules chatRules() {
    return ChatRules.read(id, getClass());
  }

  @Override
  public DatasetFormat format() {
    return format.get();
  }
}

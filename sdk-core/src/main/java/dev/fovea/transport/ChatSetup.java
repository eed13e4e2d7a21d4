package dev.fovea.transport;

import dev.fovea.json.ChatDialect;
import org.immutables.value.Value;

/** Provider API: where and how a provider's chat is called. Immutable and thread-safe. */
@Value.Immutable
public abstract class ChatSetup {
  ChatSetup() {}

  /** {@return the path below the base URL; {@code chat/completions} by default} */
  @Value.Default
  public String path() {
    return "chat/completions";
  }

  /**
   * {@return which of the transport's base URLs the path hangs below;
   * {@link TransportSetup#DEFAULT_BASE} by default}
   */
  @Value.Default
  public String base() {
    return TransportSetup.DEFAULT_BASE;
  }

  /** {@return where requests differ from the common form; nowhere by default} */
  @Value.Default
  public ChatDialect dialect() {
    return ChatDialect.builder().build();
  }

  /** {@return what the provider adds to requests and refuses of them; nothing by default} */
  @Value.Default
  public VendorFields vendorFields() {
    return VendorFields.NONE;
  }

  /** {@return a builder that starts with this setup} */
  public abstract Builder toBuilder();

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return ImmutableChatSetup.builder();
  }

  /** Builds a {@link ChatSetup}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the path below the base URL.
     *
     * @param path the path
     * @return this builder
     */
    public abstract Builder path(String path);

    /**
     * Sets which of the transport's base URLs the path hangs below.
     *
     * @param base the base's name
     * @return this builder
     */
    public abstract Builder base(String base);

    /**
     * Sets where requests differ from the common form.
     *
     * @param dialect the differences
     * @return this builder
     */
    public abstract Builder dialect(ChatDialect dialect);

    /**
     * Sets what the provider adds to requests and refuses of them.
     *
     * @param vendorFields looks at each request
     * @return this builder
     */
    public abstract Builder vendorFields(VendorFields vendorFields);

    /** {@return the setup} */
    public abstract ChatSetup build();
  }
}

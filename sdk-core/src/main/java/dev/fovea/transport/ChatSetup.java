package dev.fovea.transport;

import dev.fovea.json.ChatDialect;
import org.immutables.value.Value;

/** Provider API: where and how a provider's chat is called. Immutable and thread-safe. */
@Value.Immutable
public abstract class ChatSetup {
  ChatSetup() {}

  /** {@return the path below the base URL; {@code chat/completions} by default} */
  public abstract String path();

  /**
   * {@return which of the transport's base URLs the path hangs below;
   * {@link TransportSetup#DEFAULT_BASE} by default}
   */
  public abstract String base();

  /** {@return where requests differ from the common form; nowhere by default} */
  public abstract ChatDialect dialect();

  /** {@return what the provider adds to requests and refuses of them; nothing by default} */
  public abstract VendorFields vendorFields();

  /** {@return a builder that starts with this setup} */
  public abstract Builder toBuilder();

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return ImmutableChatSetup.builder()
        .path("chat/completions")
        .base(TransportSetup.DEFAULT_BASE)
        .dialect(ChatDialect.builder().build())
        .vendorFields(VendorFields.NONE);
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

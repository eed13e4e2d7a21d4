package dev.fovea.transport;

import dev.fovea.json.ChatDialect;
import java.util.Objects;

/** Provider API: where and how a provider's chat is called. Immutable and thread-safe. */
public final class ChatSetup {
  private final String path;
  private final String base;
  private final ChatDialect dialect;
  private final VendorFields vendorFields;

  private ChatSetup(Builder from) {
    this.path = from.path;
    this.base = from.base;
    this.dialect = from.dialect;
    this.vendorFields = from.vendorFields;
  }

  /** {@return the path below the base URL; {@code chat/completions} by default} */
  public String path() {
    return path;
  }

  /**
   * {@return which of the transport's base URLs the path hangs below;
   * {@link TransportSetup#DEFAULT_BASE} by default}
   */
  public String base() {
    return base;
  }

  /** {@return where requests differ from the common form; nowhere by default} */
  public ChatDialect dialect() {
    return dialect;
  }

  /** {@return what the provider adds to requests and refuses of them; nothing by default} */
  public VendorFields vendorFields() {
    return vendorFields;
  }

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChatSetup}; for one thread and one use. */
  public static final class Builder {
    private String path = "chat/completions";
    private String base = TransportSetup.DEFAULT_BASE;
    private ChatDialect dialect = ChatDialect.builder().build();
    private VendorFields vendorFields = VendorFields.NONE;

    private Builder() {}

    /**
     * Sets the path below the base URL.
     *
     * @param path the path
     * @return this builder
     */
    public Builder path(String path) {
      this.path = Objects.requireNonNull(path, "path");
      return this;
    }

    /**
     * Sets which of the transport's base URLs the path hangs below.
     *
     * @param base the base's name
     * @return this builder
     */
    public Builder base(String base) {
      this.base = Objects.requireNonNull(base, "base");
      return this;
    }

    /**
     * Sets where requests differ from the common form.
     *
     * @param dialect the differences
     * @return this builder
     */
    public Builder dialect(ChatDialect dialect) {
      this.dialect = Objects.requireNonNull(dialect, "dialect");
      return this;
    }

    /**
     * Sets what the provider adds to requests and refuses of them.
     *
     * @param vendorFields looks at each request
     * @return this builder
     */
    public Builder vendorFields(VendorFields vendorFields) {
      this.vendorFields = Objects.requireNonNull(vendorFields, "vendorFields");
      return this;
    }

    /** {@return the setup} */
    public ChatSetup build() {
      return new ChatSetup(this);
    }
  }
}

package dev.fovea.transport;

import dev.fovea.chat.ChatRequest;
import dev.fovea.config.ResponseMeta;
import dev.fovea.json.ChatDialect;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Provider API: where and how a provider's chat is called. Immutable and thread-safe. */
public final class ChatSetup {
  private static final Operation<Void, ResponseMeta> CHAT = Operation.post("chat/completions")
      .named("chat")
      .kind(OperationKind.GENERATION)
      .build();

  private final Operation<Void, ResponseMeta> operation;
  private final String base;
  private final ChatDialect dialect;
  private final VendorFields vendorFields;
  private final Function<ChatRequest, Map<String, String>> headers;

  private ChatSetup(Builder from) {
    this.operation = from.operation;
    this.base = from.base;
    this.dialect = from.dialect;
    this.vendorFields = from.vendorFields;
    this.headers = from.headers;
  }

  /** {@return the call; by default a POST of {@code chat/completions}} */
  public Operation<Void, ResponseMeta> operation() {
    return operation;
  }

  /**
   * {@return which of the transport's base URLs it is called below;
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

  /** {@return the headers a request is sent with, by name; none by default} */
  public Function<ChatRequest, Map<String, String>> headers() {
    return headers;
  }

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChatSetup}; for one thread and one use. */
  public static final class Builder {
    private Operation<Void, ResponseMeta> operation = CHAT;
    private String base = TransportSetup.DEFAULT_BASE;
    private ChatDialect dialect = ChatDialect.builder().build();
    private VendorFields vendorFields = VendorFields.NONE;
    private Function<ChatRequest, Map<String, String>> headers = request -> Map.of();

    private Builder() {}

    /**
     * Sets the call.
     *
     * @param operation a POST of kind {@link OperationKind#GENERATION}
     * @return this builder
     */
    public Builder operation(Operation<Void, ResponseMeta> operation) {
      this.operation = Objects.requireNonNull(operation, "operation");
      return this;
    }

    /**
     * Sets which of the transport's base URLs it is called below.
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

    /**
     * Sets the headers a request is sent with. They do not travel with requests by file.
     *
     * @param headers gives them by name; thread-safe
     * @return this builder
     */
    public Builder headers(Function<ChatRequest, Map<String, String>> headers) {
      this.headers = Objects.requireNonNull(headers, "headers");
      return this;
    }

    /** {@return the setup} */
    public ChatSetup build() {
      return new ChatSetup(this);
    }
  }
}

package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call a provider offers: method, path, what is sent and received, what repeating it
 * does. Held in constants. Immutable.
 *
 * <p>In a path, <code>{id}</code> stands for exactly one segment and <code>{+name}</code> for one
 * or more segments, as in {@code accounts/a/models/m}; both are filled by {@link Call#path}.
 *
 * @param <Q> what is sent, {@code Void} for nothing
 * @param <R> what is received, {@link ResponseMeta} when the answer's body does not matter
 */
public final class Operation<Q, R> {
  final String method;
  final PathTemplate path;
  final String name;
  final OperationKind kind;
  final String base;
  final boolean transfer;
  final Set<Integer> expected;
  final Set<Integer> settled;
  final @Nullable String whenUnknown;
  final Class<Q> sends;
  final ResponseReader<R> reader;

  Operation(OperationBuilder<Q, R> builder) {
    this.method = builder.method;
    this.path = PathTemplate.parse(builder.path);
    this.name = Objects.requireNonNullElse(builder.name, builder.method + " " + builder.path);
    this.kind = builder.kind;
    this.base = builder.base;
    this.transfer = builder.transfer;
    this.expected = Set.copyOf(builder.expected);
    this.settled = Set.copyOf(builder.settled);
    this.whenUnknown = builder.whenUnknown;
    this.sends = builder.sends;
    this.reader = builder.reader;
  }

  /** {@return what the operation does, as messages name it: {@code create fine-tuning job}} */
  public String name() {
    return name;
  }

  /** {@return what repeating a call does} */
  public OperationKind kind() {
    return kind;
  }

  /** {@return the HTTP method} */
  public String method() {
    return method;
  }

  /** {@return the path below the base URL, with its variables} */
  public String path() {
    return path.toString();
  }

  /** {@return which of the transport's base URLs the path hangs below} */
  public String base() {
    return base;
  }

  /** {@return a call of this operation, to be filled in and handed to a transport} */
  public Call<R> call() {
    return new Call<>(this);
  }

  /**
   * Begins a call with a body.
   *
   * @param body what to send, written as JSON
   * @return the call, to be filled in and handed to a transport
   */
  public Call<R> call(Q body) {
    return call().body(body);
  }

  String describe(String called) {
    return called + " (" + method + " " + path + ")";
  }

  @Override
  public String toString() {
    return describe(name);
  }

  /**
   * A GET, a {@link OperationKind#READ} unless said otherwise.
   *
   * @param path the path below the base URL
   * @return a builder
   */
  public static OperationBuilder<Void, ResponseMeta> get(String path) {
    return new OperationBuilder<>("GET", path, OperationKind.READ);
  }

  /**
   * A POST, a {@link OperationKind#CREATE} unless said otherwise.
   *
   * @param path the path below the base URL
   * @return a builder
   */
  public static OperationBuilder<Void, ResponseMeta> post(String path) {
    return new OperationBuilder<>("POST", path, OperationKind.CREATE);
  }

  /**
   * A PATCH, an {@link OperationKind#IDEMPOTENT_WRITE} unless said otherwise.
   *
   * @param path the path below the base URL
   * @return a builder
   */
  public static OperationBuilder<Void, ResponseMeta> patch(String path) {
    return new OperationBuilder<>("PATCH", path, OperationKind.IDEMPOTENT_WRITE);
  }

  /**
   * A PUT, an {@link OperationKind#IDEMPOTENT_WRITE} unless said otherwise.
   *
   * @param path the path below the base URL
   * @return a builder
   */
  public static OperationBuilder<Void, ResponseMeta> put(String path) {
    return new OperationBuilder<>("PUT", path, OperationKind.IDEMPOTENT_WRITE);
  }

  /**
   * A DELETE, an {@link OperationKind#IDEMPOTENT_WRITE} unless said otherwise.
   *
   * @param path the path below the base URL
   * @return a builder
   */
  public static OperationBuilder<Void, ResponseMeta> delete(String path) {
    return new OperationBuilder<>("DELETE", path, OperationKind.IDEMPOTENT_WRITE);
  }
}

package dev.fovea.transport;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Operation}; for one thread and one use.
 *
 * @param <Q> what is sent
 * @param <R> what is received
 */
public final class OperationBuilder<Q, R> {
  final String method;
  final String path;
  OperationKind kind;

  @Nullable
  String name;

  String base = TransportSetup.DEFAULT_BASE;
  boolean transfer;
  final Set<Integer> expected = new LinkedHashSet<>();
  final Set<Integer> settled = new LinkedHashSet<>();

  @Nullable
  String whenUnknown;

  Class<Q> sends;

  ResponseReader<R> reader;

  @SuppressWarnings("unchecked") // Every builder starts as <Void, ResponseMeta>.
  OperationBuilder(String method, String path, OperationKind kind) {
    this.method = method;
    this.path = Objects.requireNonNull(path, "path");
    this.kind = kind;
    this.sends = (Class<Q>) Void.class;
    this.reader = (ResponseReader<R>) ResponseBodies.META_ONLY;
  }

  /**
   * Sets what the operation does, as messages name it.
   *
   * @param name a verb and its object, such as {@code create fine-tuning job}; method and path by
   *     default
   * @return this builder
   */
  public OperationBuilder<Q, R> named(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Sets what repeating a call does.
   *
   * @param kind the kind; the method's by default
   * @return this builder
   */
  public OperationBuilder<Q, R> kind(OperationKind kind) {
    this.kind = Objects.requireNonNull(kind, "kind");
    return this;
  }

  /**
   * Sets which of the transport's base URLs the path hangs below.
   *
   * @param base the base's name; {@link TransportSetup#DEFAULT_BASE} by default
   * @return this builder
   */
  public OperationBuilder<Q, R> on(String base) {
    this.base = Objects.requireNonNull(base, "base");
    return this;
  }

  /**
   * Takes the limits of a transfer: no limit for an attempt or a whole call, only silence ends it,
   * and the answer may be of any size. For uploads and downloads.
   *
   * @return this builder
   */
  public OperationBuilder<Q, R> transfer() {
    this.transfer = true;
    return this;
  }

  /**
   * Hands these statuses to the reader instead of making an error of them, such as a 302 whose
   * headers matter.
   *
   * @param statuses statuses outside 2xx
   * @return this builder
   */
  public OperationBuilder<Q, R> expects(int... statuses) {
    for (int status : statuses) {
      expected.add(status);
    }
    return this;
  }

  /**
   * Hands these statuses to the reader when an earlier attempt of the same call got no answer: then
   * they mean that it was done, such as a 404 after a repeated delete.
   *
   * @param statuses statuses outside 2xx
   * @return this builder
   */
  public OperationBuilder<Q, R> settledBy(int... statuses) {
    for (int status : statuses) {
      settled.add(status);
    }
    return this;
  }

  /**
   * Sets what to do when nobody knows whether the server acted; ends the message of such failures.
   *
   * @param advice such as {@code list the jobs before trying again}
   * @return this builder
   */
  public OperationBuilder<Q, R> whenUnknown(String advice) {
    this.whenUnknown = Objects.requireNonNull(advice, "advice");
    return this;
  }

  /**
   * Sets what is sent, written as JSON.
   *
   * @param sends the body's type
   * @param <T> the body's type
   * @return this builder
   */
  @SuppressWarnings("unchecked") // The one field that mentions Q is set here.
  public <T> OperationBuilder<T, R> sends(Class<T> sends) {
    OperationBuilder<T, R> typed = (OperationBuilder<T, R>) this;
    typed.sends = Objects.requireNonNull(sends, "sends");
    return typed;
  }

  /**
   * Sets how the answer is read.
   *
   * @param reader makes the result
   * @param <T> the result's type
   * @return this builder
   */
  @SuppressWarnings("unchecked") // The one field that mentions R is set here.
  public <T> OperationBuilder<Q, T> receives(ResponseReader<T> reader) {
    OperationBuilder<Q, T> typed = (OperationBuilder<Q, T>) this;
    typed.reader = Objects.requireNonNull(reader, "reader");
    return typed;
  }

  /**
   * {@return the operation}
   *
   * @throws IllegalArgumentException if the path is not a valid template
   */
  public Operation<Q, R> build() {
    return new Operation<>(this);
  }
}

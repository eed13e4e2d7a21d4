package dev.fovea.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation: its path values, query, headers and body. Filled in by one thread, then
 * handed to a {@link Transport} and not changed again; it may be handed over several times.
 *
 * @param <R> what is received
 */
public final class Call<R> {
  record Field(String name, String value) {}

  final Operation<?, ?> operation;
  final Map<String, String> path = new LinkedHashMap<>(4);
  final List<Field> query = new ArrayList<>(0);
  final List<Field> headers = new ArrayList<>(0);

  @Nullable
  Object body;

  @Nullable
  URI target;

  @Nullable
  ProgressListener progress;

  String name;
  String base;

  @Nullable
  String whenUnknown;

  ResponseReader<R> reader;

  Call(Operation<?, R> operation) {
    this.operation = operation;
    this.name = operation.name;
    this.base = operation.base;
    this.whenUnknown = operation.whenUnknown;
    this.reader = operation.reader;
  }

  /**
   * Says more exactly than the operation what this call does, as messages name it.
   *
   * @param name such as {@code upload train.jsonl as file file-1}
   * @return this call
   */
  public Call<R> named(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Sends this call below another of the transport's base URLs than the operation says.
   *
   * @param base the base's name
   * @return this call
   */
  public Call<R> on(String base) {
    this.base = Objects.requireNonNull(base, "base");
    return this;
  }

  /**
   * Says for this call what to do when nobody knows whether the server acted.
   *
   * @param advice such as {@code list the jobs before trying again}
   * @return this call
   */
  public Call<R> whenUnknown(String advice) {
    this.whenUnknown = Objects.requireNonNull(advice, "advice");
    return this;
  }

  /**
   * Reads this call's answer in another way than the operation does, such as into a file.
   *
   * @param reader makes the result
   * @param <T> the result's type
   * @return this call
   */
  @SuppressWarnings("unchecked") // The one field that mentions R is set here.
  public <T> Call<T> receives(ResponseReader<T> reader) {
    Call<T> typed = (Call<T>) this;
    typed.reader = Objects.requireNonNull(reader, "reader");
    return typed;
  }

  /**
   * Fills a variable of the path.
   *
   * @param name the variable's name
   * @param value its value; whatever it holds stays within its segment
   * @return this call
   * @throws IllegalArgumentException if the path has no such variable
   */
  public Call<R> path(String name, String value) {
    Objects.requireNonNull(value, name);
    if (!operation.path.has(name)) {
      throw new IllegalArgumentException(operation + " has no variable {" + name + "}");
    }
    path.put(name, value);
    return this;
  }

  /**
   * Adds a query parameter.
   *
   * @param name the parameter's name
   * @param value its value; the parameter is left out when it is null
   * @return this call
   */
  public Call<R> query(String name, @Nullable Object value) {
    Objects.requireNonNull(name, "name");
    if (value != null) {
      query.add(new Field(name, value.toString()));
    }
    return this;
  }

  /**
   * Sets a query parameter in place of what was said for it before.
   *
   * @param name the parameter's name
   * @param value its value
   * @return this call
   */
  public Call<R> queryInstead(String name, Object value) {
    query.removeIf(field -> field.name().equals(name));
    return query(name, value);
  }

  /**
   * Adds a header. It is checked when the call is sent.
   *
   * @param name the header's name
   * @param value its value, printable ASCII
   * @return this call
   */
  public Call<R> header(String name, String value) {
    headers.add(
        new Field(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    return this;
  }

  /**
   * Sets the body: {@link Content} is sent as it is, anything else as JSON.
   *
   * @param body what to send, of the type the operation sends
   * @return this call
   * @throws IllegalArgumentException if the operation sends another type
   */
  public Call<R> body(Object body) {
    Objects.requireNonNull(body, "body");
    if (!(body instanceof Content) && !operation.sends.isInstance(body)) {
      throw new IllegalArgumentException(operation + " sends " + operation.sends.getSimpleName()
          + ", not " + body.getClass().getSimpleName());
    }
    this.body = body;
    return this;
  }

  /**
   * Sends the call to another place altogether, such as a storage URL: without the key and the
   * client's headers, following up to five redirects. The operation's path is not used.
   *
   * @param target an absolute URL, https unless it or the client's base is plain http on this
   *     machine
   * @return this call
   */
  public Call<R> at(URI target) {
    this.target = Objects.requireNonNull(target, "target");
    return this;
  }

  /**
   * Sets who hears how far the body has been sent.
   *
   * @param progress the listener
   * @return this call
   */
  public Call<R> progress(ProgressListener progress) {
    this.progress = Objects.requireNonNull(progress, "progress");
    return this;
  }

  /** {@return the operation} */
  public Operation<?, ?> operation() {
    return operation;
  }

  @Override
  public String toString() {
    return operation.describe(name);
  }
}

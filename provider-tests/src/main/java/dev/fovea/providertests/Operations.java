package dev.fovea.providertests;

import dev.fovea.transport.Operation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every call a provider can make: the constants of type {@link Operation} in the compiled classes
 * of its package.
 */
public final class Operations {
  private final Class<?> client;

  /**
   * The operations of one provider.
   *
   * @param client a class of the provider's package, such as its client
   */
  public Operations(Class<?> client) {
    this.client = client;
  }

  /**
   * One constant and where it stands.
   *
   * @param field the class and the field
   * @param operation what it holds
   */
  public record Constant(String field, Operation<?, ?> operation) {
    /** {@return the HTTP method} */
    public String method() {
      return operation.method();
    }

    /** {@return the path with its variables} */
    public String path() {
      return operation.path();
    }

    /** {@return the same for two constants that ask the same of the same server} */
    public String call() {
      return method() + " " + shape(path()) + " on " + operation.base();
    }

    /** Whether a request on the wire is one of this constant, whatever it hangs below. */
    private boolean asks(String method, String path) {
      String below =
          operation.base().equals("storage") ? "/" : "(/elsewhere)?/(inference/)?(v1/|v2/)?";
      return method.equals(method()) && Pattern.matches(below + pattern(path()), path);
    }

    @Override
    public String toString() {
      return field + " (" + method() + " " + path() + ")";
    }
  }

  /** {@return all of them, in the order of their paths} */
  public List<Constant> all() {
    return new ProviderClasses(client)
        .all()
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.getType() == Operation.class)
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(Operations::constant)
        .sorted(Comparator.comparing((Constant it) -> it.operation().base())
            .thenComparing(Constant::path)
            .thenComparing(Constant::method))
        .toList();
  }

  /**
   * The constant a request belongs to; of several the one with the fewest variables, then the one
   * that says most of the path in words.
   *
   * @param method the request's method
   * @param path the request's path
   * @return the constant, if there is one
   */
  public Optional<Constant> of(String method, String path) {
    return all().stream()
        .filter(constant -> constant.asks(method, path))
        .min(Comparator.comparing((Constant it) -> it.path().contains("{+"))
            .thenComparing(it -> it.path().split("\\{", -1).length)
            .thenComparing(it -> -shape(it.path()).length()));
  }

  /**
   * A path without the names of its variables.
   *
   * @param path as in {@code files/{id}}
   * @return as in {@code files/{}}
   */
  public static String shape(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  private static String pattern(String path) {
    return Arrays.stream(path.split("(?=\\{)|(?<=})", -1))
        .map(piece ->
            piece.startsWith("{+") ? ".+" : piece.startsWith("{") ? "[^/]+" : Pattern.quote(piece))
        .reduce("", String::concat);
  }

  private static Constant constant(Field field) {
    try {
      field.setAccessible(true);
      String place = field.getDeclaringClass().getSimpleName() + "." + field.getName();
      return new Constant(place, (Operation<?, ?>) field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

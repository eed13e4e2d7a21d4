package dev.fovea.together;

import dev.fovea.transport.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every call this provider can make: the constants of type {@link Operation} in the compiled
 * classes of the package.
 */
final class Operations {
  private static final String PACKAGE = "dev.fovea.together";

  /** One constant and where it stands. */
  record Constant(String field, Operation<?, ?> operation) {
    String method() {
      return operation.method();
    }

    String path() {
      return operation.path();
    }

    /** The same for two constants that ask the same of the same server. */
    String call() {
      return method() + " " + shape(path()) + " on " + operation.base();
    }

    /** Whether a request on the wire is one of this constant, whatever it hangs below. */
    boolean asks(String method, String path) {
      String below = operation.base().equals("storage") ? "/" : "(/elsewhere)?/(v1/|v2/)?";
      return method.equals(method()) && Pattern.matches(below + pattern(path()), path);
    }

    @Override
    public String toString() {
      return field + " (" + method() + " " + path() + ")";
    }
  }

  private Operations() {}

  /** {@return all of them, in the order of their paths} */
  static List<Constant> all() {
    return classes()
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.getType() == Operation.class)
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(Operations::constant)
        .sorted(Comparator.comparing((Constant it) -> it.operation().base())
            .thenComparing(Constant::path)
            .thenComparing(Constant::method))
        .toList();
  }

  /** {@return the constant a request belongs to; of several the one with the fewest variables} */
  static Optional<Constant> of(String method, String path) {
    return all().stream()
        .filter(constant -> constant.asks(method, path))
        .min(Comparator.comparing(constant -> constant.path().split("\\{", -1).length));
  }

  /** {@return a path without the names of its variables} */
  static String shape(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  private static String pattern(String path) {
    return Arrays.stream(path.split("(?=\\{)|(?<=})", -1))
        .map(piece ->
            piece.startsWith("{+") ? ".+" : piece.startsWith("{") ? "[^/]+" : Pattern.quote(piece))
        .reduce("", String::concat);
  }

  private static Stream<Class<?>> classes() {
    try (Stream<Path> files = Files.walk(compiled().resolve(PACKAGE.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> PACKAGE + "." + name.substring(0, name.length() - ".class".length()))
          .<Class<?>>map(Operations::load)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compiled() {
    try {
      return Path.of(TogetherClient.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Operations.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
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

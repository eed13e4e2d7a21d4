package dev.fovea.config;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Provider API: what {@code ServiceLoader} finds, of which one is wanted. */
public final class ServicesById {
  private ServicesById() {}

  /**
   * Looks for a service.
   *
   * @param <T> its type
   * @param type its type, which this library asks for
   * @param id tells the id of one that was found
   * @param wanted the id of the one that is wanted
   * @return the service; empty if there is none of that id
   */
  public static <T> Optional<T> find(Class<T> type, Function<T, String> id, String wanted) {
    return all(type).stream().filter(one -> id.apply(one).equals(wanted)).findFirst();
  }

  /**
   * Finds a service.
   *
   * @param <T> its type
   * @param type its type, which this library asks for
   * @param id tells the id of one that was found
   * @param wanted the id of the one that is wanted
   * @param what what is missing if there is none, as messages name it
   * @return the service
   * @throws IllegalArgumentException if there is none; the message lists those found
   */
  public static <T> T require(Class<T> type, Function<T, String> id, String wanted, String what) {
    return find(type, id, wanted).orElseThrow(() -> {
      List<String> known = all(type).stream().map(id).toList();
      return new IllegalArgumentException("no " + what + " '"
          + wanted
          + "' on the class path; found: "
          + (known.isEmpty() ? "none (is the provider's jar there?)" : String.join(", ", known)));
    });
  }

  private static <T> List<T> all(Class<T> type) {
    return ServiceLoader.load(type, type.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}

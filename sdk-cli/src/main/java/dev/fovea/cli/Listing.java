package dev.fovea.cli;

import dev.fovea.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prints a listing: a table for people, {@code {"items": [...], "more": false}} for machines. */
final class Listing {
  private Listing() {}

  /**
   * Prints at most {@code limit} things, one column a name.
   *
   * @param columns the names of the facts to show to people; with a question mark at its end only
   *     if anything has it
   * @return the exit code
   */
  static <T> int print(
      Context context,
      Page<T> page,
      int limit,
      Function<T, Map<String, Object>> facts,
      String... columns) {
    List<Map<String, Object>> items = new ArrayList<>();
    boolean more = false;
    for (T item : page.all()) {
      if (items.size() == limit) {
        more = true;
        break;
      }
      items.add(facts.apply(item));
    }
    boolean cut = more;
    context.print(new Facts().put("items", items).put("more", cut).map(), out -> {
      String[] shown = shown(items, columns);
      Table table = new Table(shown);
      for (Map<String, Object> item : items) {
        table.add(List.of(shown).stream()
            .map(name -> String.valueOf(item.getOrDefault(name, "")))
            .toArray(String[]::new));
      }
      Console console = context.console();
      table.print(out, console.outPaint(), console.surroundings().columns());
      if (cut) {
        context.say("There are more than " + limit + "; see them with --limit.");
      }
    });
    return ExitCodes.DONE;
  }

  private static String[] shown(List<Map<String, Object>> items, String... columns) {
    return List.of(columns).stream()
        .filter(column -> !column.endsWith("?")
            || items.stream().anyMatch(item -> item.containsKey(name(column))))
        .map(Listing::name)
        .toArray(String[]::new);
  }

  private static String name(String column) {
    return column.endsWith("?") ? column.substring(0, column.length() - 1) : column;
  }

  /** Prints one thing. */
  static int printOne(Context context, Map<String, Object> facts) {
    context.print(facts, out -> Table.facts(out, context.console().outPaint(), facts));
    return ExitCodes.DONE;
  }
}

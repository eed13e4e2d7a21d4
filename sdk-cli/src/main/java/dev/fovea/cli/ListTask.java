package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.page.Page;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that lists things of the account.
 *
 * @param <T> what is listed
 */
class ListTask<T> extends AccountTask {
  private final Function<T, Map<String, Object>> facts;
  private final Source<T> source;
  private final String[] columns;

  @Option(names = "--limit", paramLabel = "N", description = "How many; ${DEFAULT-VALUE}.")
  int limit = 100;

  /** Where the things come from. */
  @FunctionalInterface
  interface Source<T> {
    Page<T> page(VisionClient client, String of);
  }

  private ListTask(
      Context context, Source<T> source, Function<T, Map<String, Object>> facts, String columns) {
    super(context);
    this.source = source;
    this.facts = facts;
    this.columns = columns.split(" ", -1);
  }

  /** Lists what the account has. */
  static <T> ListTask<T> all(
      Context context,
      Function<VisionClient, Page<T>> source,
      Function<T, Map<String, Object>> facts,
      String columns) {
    return new ListTask<>(context, (client, none) -> source.apply(client), facts, columns);
  }

  /** Lists what belongs to one thing of the account. */
  static <T> ListTask<T> of(
      Context context, Source<T> source, Function<T, Map<String, Object>> facts, String columns) {
    return new Parts<>(context, source, facts, columns);
  }

  /** The id of what the listed things belong to; empty when they are the account's. */
  String id() {
    return "";
  }

  @Override
  final int work(VisionClient client) {
    return Listing.print(context(), source.page(client, id()), limit, facts, columns);
  }

  private static final class Parts<T> extends ListTask<T> {
    @Parameters(paramLabel = "ID", description = "Its id, as list prints it.")
    String id = "";

    Parts(
        Context context, Source<T> source, Function<T, Map<String, Object>> facts, String columns) {
      super(context, source, facts, columns);
      this.limit = 1000;
    }

    @Override
    String id() {
      return id;
    }
  }
}

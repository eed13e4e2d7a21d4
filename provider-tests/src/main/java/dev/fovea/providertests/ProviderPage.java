package dev.fovea.providertests;

import static java.util.stream.Collectors.joining;

import dev.fovea.json.JsonCodec;
import dev.fovea.providertests.Operations.Constant;
import dev.fovea.transport.OperationKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of docs/providers/&lt;provider&gt;.md that are written from the code and its resource
 * files: what stands between {@code <!-- generated: name -->} and {@code <!-- end -->}.
 */
public final class ProviderPage {
  private static final Pattern PART =
      Pattern.compile("(<!-- generated: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
  private static final Pattern UNDECLARED = Pattern.compile(
      "^\\| `([A-Z]+ [^`]+)` \\| `((?:body|query)\\.[^`]+)` \\| .{10,} \\|$", Pattern.MULTILINE);
  private final Operations operations;
  private final Path page;
  private final Path facts;
  private final Map<String, String> servers;

  /**
   * The page of one provider.
   *
   * @param client the provider's client
   * @param provider its id
   * @param servers the headings of its base URLs' calls, by the base's name, in the page's order
   */
  public ProviderPage(Class<?> client, String provider, Map<String, String> servers) {
    this.operations = new Operations(client);
    this.page = Path.of("../docs/providers", provider + ".md");
    this.facts = Path.of("src/main/resources", client.getPackageName().split("\\.", -1));
    this.servers = new LinkedHashMap<>(servers);
  }

  /** {@return where it stands} */
  Path path() {
    return page;
  }

  /** {@return the page with its generated parts written anew} */
  String renewed(String page) {
    return PART.matcher(page)
        .replaceAll(found -> Matcher.quoteReplacement(
            found.group(1) + "\n" + part(found.group(2)) + "\n" + found.group(3)));
  }

  /**
   * {@return what Fovea sends though the specification does not declare it, as "GET path field"}
   */
  public List<String> undeclared() {
    return UNDECLARED
        .matcher(read(page))
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .toList();
  }

  private String part(String name) {
    return switch (name) {
      case "calls" -> calls();
      case "facts" -> facts();
      default -> throw new IllegalArgumentException("nothing generates " + name);
    };
  }

  private String calls() {
    return servers.keySet().stream()
        .map(this::calls)
        .filter(section -> !section.isEmpty())
        .collect(joining("\n"));
  }

  private String calls(String base) {
    List<Constant> here = operations.all().stream()
        .filter(constant -> constant.operation().base().equals(base))
        .toList();
    if (here.isEmpty()) {
      return "";
    }
    return "### " + servers.get(base) + "\n\n"
        + head(List.of("what it does", "call", "repeated as"))
        + here.stream()
            .map(constant -> row(List.of(
                constant.operation().name(),
                "`" + constant.method() + " " + constant.path() + "`",
                word(constant.operation().kind()))))
            .collect(joining());
  }

  private static String word(OperationKind kind) {
    return switch (kind) {
      case READ -> "read";
      case IDEMPOTENT_WRITE -> "idempotent write";
      case CREATE -> "create";
      case GENERATION -> "generation";
    };
  }

  private String facts() {
    try (Stream<Path> files = Files.list(facts)) {
      return files.sorted().map(ProviderPage::facts).collect(joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String facts(Path file) {
    String text = read(file);
    String heading = "### `" + file.getFileName() + "`\n\n";
    return heading + (text.startsWith("{") ? object(text) : properties(text));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String object(String text) {
    Map<String, Object> facts =
        new LinkedHashMap<>(JsonCodec.shared().readMap(text.getBytes(StandardCharsets.UTF_8)));
    String about = facts.remove("about") + " Source: " + facts.remove("source") + ". As of "
        + facts.remove("date") + ".\n\n";
    return about
        + facts.entrySet().stream()
            .map(fact -> rows(fact.getValue())
                .map(table -> "\n" + table(table))
                .orElseGet(() -> setting(fact.getKey(), plain(fact.getKey(), fact.getValue()))))
            .collect(joining())
            .replaceFirst("^\n", "");
  }

  private static String properties(String text) {
    String about = text.lines()
        .takeWhile(line -> line.startsWith("#"))
        .map(line -> line.substring(1).strip())
        .collect(joining("\n"));
    return about + "\n\n"
        + text.lines()
            .filter(line -> line.contains("=") && !line.startsWith("#"))
            .map(line -> line.split(" *= *", 2))
            .map(fact -> setting(fact[0], fact[1].isEmpty() ? "none" : plain(fact[0], fact[1])))
            .collect(joining());
  }

  private static String setting(String name, String value) {
    return "- `" + name + "`: " + value + "\n";
  }

  private static String plain(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + plain("", entry.getValue()))
          .collect(joining("; "));
    }
    String text = value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(joining(", "))
        : value.toString();
    boolean counts = name.toLowerCase(Locale.ROOT).endsWith("bytes") && text.matches("[0-9]+");
    return counts ? text + " (" + size(text) + ")" : text;
  }

  private static String size(String bytes) {
    double mib = Long.parseLong(bytes) / 1048576.0;
    return mib < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mib)
        : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }

  @SuppressWarnings("unchecked")
  private static Optional<List<Map<String, Object>>> rows(Object value) {
    return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map
        ? Optional.of((List<Map<String, Object>>) list)
        : Optional.empty();
  }

  private static String table(List<Map<String, Object>> rows) {
    List<String> columns =
        rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    return head(columns)
        + rows.stream()
            .map(
                row -> row(columns.stream().map(column -> cell(row.get(column))).toList()))
            .collect(joining());
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value == null ? "not said" : value.toString();
  }

  private static String head(List<String> columns) {
    return row(columns) + "|" + "---|".repeat(columns.size()) + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(joining(" | ", "| ", " |\n"));
  }
}

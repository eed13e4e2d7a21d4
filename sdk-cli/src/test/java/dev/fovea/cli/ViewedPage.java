package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that was written, read as a browser's script would. */
final class ViewedPage {
  private static final Pattern DATA = Pattern.compile(
      "<script type=\"application/json\" data-for=\"([^\"]+)\">(.*?)</script>", Pattern.DOTALL);

  private final String html;
  private final Map<Long, Map<String, Object>> examples = new LinkedHashMap<>();
  private final Map<Long, List<String>> pictures = new LinkedHashMap<>();
  private Map<String, Object> summary = Map.of();

  private ViewedPage(String html) {
    this.html = html;
    Matcher data = DATA.matcher(html);
    while (data.find()) {
      Object value = JsonCodec.shared().tree(data.group(2).getBytes(StandardCharsets.UTF_8));
      put(data.group(1), value);
    }
  }

  /** Writes the lines, and a page of them, into a folder. */
  static ViewedPage of(Path folder, String[] lines) throws IOException {
    return of(Files.write(folder.resolve("train.jsonl"), List.of(lines)));
  }

  /** Writes a page beside the file. */
  static ViewedPage of(Path file, String option, String value) throws IOException {
    Path out = file.resolveSibling("page.html");
    Shell.Ran ran =
        Shell.empty().run("datasets", "view", file.toString(), "-o", out.toString(), option, value);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    return read(out);
  }

  static ViewedPage of(Path file) throws IOException {
    return of(file, "--limit", "500");
  }

  static ViewedPage read(Path page) throws IOException {
    return new ViewedPage(Files.readString(page));
  }

  @SuppressWarnings("unchecked")
  private void put(String name, Object value) {
    if (name.equals("summary")) {
      summary = (Map<String, Object>) value;
    } else if (name.equals("example")) {
      Map<String, Object> example = (Map<String, Object>) value;
      examples.put(((Number) example.get("line")).longValue(), example);
    } else {
      pictures.put(Long.valueOf(name.substring("pictures-".length())), (List<String>) value);
    }
  }

  String html() {
    return html;
  }

  Map<String, Object> summary() {
    return summary;
  }

  /** {@return the examples by their lines, in the page's order} */
  Map<Long, Map<String, Object>> examples() {
    return examples;
  }

  List<String> pictures(long line) {
    return pictures.getOrDefault(line, List.of());
  }

  /** {@return the value under that key everywhere in a line's example, in its order} */
  List<Object> all(long line, String key) {
    List<Object> found = new ArrayList<>();
    collect(examples.get(line), key, found);
    return found;
  }

  private static void collect(Object value, String key, List<Object> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> {
        if (name.equals(key)) {
          found.add(inner);
        }
        collect(inner, key, found);
      });
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(inner, key, found));
    }
  }

  /** {@return what stands between the first such tags} */
  String inside(String open, String close) {
    int from = html.indexOf(open) + open.length();
    return html.substring(from, html.indexOf(close, from));
  }
}

package dev.fovea.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a data set as a page shows it: what kind of example it is, and what stands in it. */
final class ViewCard {
  private static final int LONGEST_LABEL = 60;
  private static final int LONGEST_EXCERPT = 1_200;

  private final ViewLine line;
  private final ViewAlbum album;
  private final ViewMessages messages;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final List<Object> sections = new ArrayList<>();
  private @Nullable Object answer;

  private ViewCard(ViewLine line, ViewAlbum album) {
    this.line = line;
    this.album = album;
    this.messages = new ViewMessages(line, album);
  }

  /** {@return the line's facts; its pictures are in the album then} */
  static Map<String, Object> of(ViewLine line, ViewAlbum album) {
    return new ViewCard(line, album).facts();
  }

  private Map<String, Object> facts() {
    facts.put("line", line.number());
    if (line.value() instanceof Map<?, ?> example) {
      example(example);
    } else {
      facts.put("kind", "unreadable");
      facts.put("excerpt", line.excerpt(LONGEST_EXCERPT));
      album.addAll();
    }
    facts.put("sections", sections);
    facts.put("pictures", album.facts());
    return facts;
  }

  private void example(Map<?, ?> example) {
    Set<String> told = told(example);
    label();
    for (Map.Entry<?, ?> field : example.entrySet()) {
      String name = String.valueOf(field.getKey());
      if (!told.contains(name)) {
        section(
            name.equals("tools") ? "Tools" : name,
            "field",
            List.of(Map.of(
                "role",
                "",
                "at",
                "/" + escape(name),
                "parts",
                List.of(messages.fields(field.getValue(), "/" + escape(name))))));
      }
    }
  }

  /** {@return the keys whose values are shown as what they mean} */
  private Set<String> told(Map<?, ?> example) {
    if (example.containsKey("messages")) {
      facts.put("kind", "conversation");
      section("", "", messages.all(example.get("messages"), "/messages"));
      answer = lastAnswer(example.get("messages"));
      return Set.of("messages");
    }
    if (example.containsKey("chosen") && example.containsKey("rejected")) {
      facts.put("kind", "preference");
      holder("Chosen", "better", example, "chosen");
      holder("Rejected", "worse", example, "rejected");
      return Set.of("chosen", "rejected");
    }
    for (String name : List.of("preferred_output", "preferred_completion")) {
      if (example.containsKey(name)) {
        return preference(example, name);
      }
    }
    return spoken(example);
  }

  private Set<String> preference(Map<?, ?> example, String name) {
    facts.put("kind", "preference");
    holder("", "", example, "input");
    section("Preferred", "better", messages.all(example.get(name), "/" + name));
    section("Not preferred", "worse", messages.all(example.get("non_" + name), "/non_" + name));
    answer = lastAnswer(example.get(name));
    return Set.of("input", name, "non_" + name);
  }

  private void holder(String title, String side, Map<?, ?> example, String name) {
    Object inner = example.get(name) instanceof Map<?, ?> map ? map.get("messages") : null;
    section(
        title,
        side,
        inner == null
            ? List.of(messages.spoken(name, example.get(name)))
            : messages.all(inner, "/" + name + "/messages"));
    answer = answer == null ? lastAnswer(inner) : answer;
  }

  private Set<String> spoken(Map<?, ?> example) {
    List<Object> said = new ArrayList<>();
    Set<String> names = Set.of("prompt", "completion", "text");
    for (String name : List.of("prompt", "completion", "text")) {
      if (example.containsKey(name)) {
        said.add(messages.spoken(name, example.get(name)));
      }
    }
    facts.put(
        "kind",
        example.containsKey("completion") ? "instruction" : said.isEmpty() ? "unknown" : "text");
    if (!said.isEmpty()) {
      section("", "", said);
    }
    answer = example.get("completion");
    return names;
  }

  private void section(String title, String side, List<?> shown) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("title", ViewText.shorten(title, LONGEST_LABEL));
    section.put("side", side);
    section.put("messages", shown);
    sections.add(section);
  }

  private static @Nullable Object lastAnswer(@Nullable Object messages) {
    return messages instanceof List<?> list
            && !list.isEmpty()
            && list.get(list.size() - 1) instanceof Map<?, ?> last
            && "assistant".equals(last.get("role"))
        ? last.get("content")
        : null;
  }

  /** A short answer is what others would call the example's label. */
  private void label() {
    Object said = answer instanceof List<?> list && list.size() == 1 ? list.get(0) : answer;
    Object text = said instanceof Map<?, ?> part ? part.get("text") : said;
    if (text instanceof String label
        && !label.isBlank()
        && label.length() <= LONGEST_LABEL
        && label.strip().lines().count() == 1
        && line.cut(label) == null) {
      facts.put("label", ViewText.whole(label.strip()));
    }
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}

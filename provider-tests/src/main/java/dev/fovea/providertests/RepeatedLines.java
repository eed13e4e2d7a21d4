package dev.fovea.providertests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what stands twice: twelve lines or more of one provider module's main sources that stand in
 * another one's too. Blank lines, comments, imports and the package do not count, nor does the
 * module's declaration, which cannot be shared; a provider's name is read as P. It runs alone too,
 * on the folder with the modules: {@code java RepeatedLines.java .}
 */
public final class RepeatedLines {
  private static final int ENOUGH = 12;
  private static final Pattern COMMENT = Pattern.compile(
      "(//[^\\n]*|/\\*.*?\\*/)"
          + "|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
      Pattern.DOTALL);
  private static final String ALLOWED = ".ci/repeated-lines.allowed";

  /**
   * What may stand twice.
   *
   * @param pair the two files
   * @param lines how many of their lines
   */
  private record Allowed(String pair, int lines) {}

  private final Path root;
  private final Pattern names;
  private final List<List<Source>> modules = new ArrayList<>();

  /** One file: its lines that count, and which lines of the file they are. */
  private record Source(String name, List<String> lines, List<Integer> numbers) {
    boolean repeats(int at, Source other, int there) {
      return at >= 0
          && there >= 0
          && at < lines.size()
          && there < other.lines.size()
          && lines.get(at).equals(other.lines.get(there));
    }
  }

  private record Place(Source source, int at) {
    boolean follows(Source other, int there) {
      return source.repeats(at - 1, other, there - 1);
    }

    int length(Source other, int there) {
      int length = 0;
      while (source.repeats(at + length, other, there + length)) {
        length++;
      }
      return length;
    }

    @Override
    public String toString() {
      return source.name() + ":" + source.numbers().get(at);
    }
  }

  private RepeatedLines(Path root, Set<String> providers) {
    this.root = root;
    this.names = Pattern.compile(String.join("|", providers), Pattern.CASE_INSENSITIVE);
    providers.forEach(provider -> modules.add(sources(provider)));
  }

  /**
   * Prints what stands twice; ends with 1 when there is something.
   *
   * @param args the folder with the modules
   */
  @SuppressWarnings("SystemOut") // A program for the terminal.
  public static void main(String[] args) {
    List<String> found = below(Path.of(args.length == 0 ? "." : args[0]));
    found.forEach(System.out::println);
    System.exit(found.isEmpty() ? 0 : 1);
  }

  /**
   * Looks through every provider module.
   *
   * @param root the folder with the modules
   * @return what stands twice and is not allowed to, and what is allowed though it no longer does
   */
  public static List<String> below(Path root) {
    Set<String> providers = providers(root);
    if (providers.size() < 2) {
      throw new IllegalStateException(
          "fewer than two provider modules in " + root + ": " + providers);
    }
    Map<String, Integer> runs = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    new RepeatedLines(root, providers).compare((pair, place, length) -> {
      runs.merge(pair, length, Math::max);
      places.add(pair + " | " + length + " equal lines: " + place);
    });
    List<Allowed> allowed = allowed(root.resolve(ALLOWED));
    Stream<String> fresh = places.stream()
        .filter(place -> allowed.stream()
            .noneMatch(it -> place.startsWith(it.pair() + " | ")
                && runs.getOrDefault(it.pair(), 0) <= it.lines()));
    Stream<String> stale = allowed.stream()
        .filter(it -> runs.getOrDefault(it.pair(), 0) != it.lines())
        .map(it -> ALLOWED + " is stale: " + it.pair() + " has " + runs.getOrDefault(it.pair(), 0)
            + " equal lines, not " + it.lines());
    return Stream.concat(fresh, stale).toList();
  }

  // The providers are the modules that have an entry point by the shape's name.
  private static Set<String> providers(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      Set<String> found = new TreeSet<>();
      folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.startsWith("sdk-"))
          .map(name -> name.substring("sdk-".length()))
          .filter(name -> Files.isDirectory(main(root, name).resolve("dev/fovea/" + name)))
          .forEach(found::add);
      found.removeAll(Set.of("testkit", "cli"));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path main(Path root, String provider) {
    return root.resolve("sdk-" + provider).resolve("src/main/java");
  }

  private static List<Allowed> allowed(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    return read(file)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Optional.of(Pattern.compile("(\\S+ = \\S+) (\\d+): .{20,}").matcher(line))
            .filter(Matcher::matches)
            .orElseThrow(() -> new IllegalStateException(
                file + ": not 'a/A.java = b/B.java 14: the reason': " + line)))
        .map(entry -> new Allowed(entry.group(1), Integer.parseInt(entry.group(2))))
        .toList();
  }

  private List<Source> sources(String provider) {
    try (Stream<Path> files = Files.walk(main(root, provider))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .sorted()
          .map(file -> source("sdk-" + provider + "/" + file.getFileName(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Source source(String name, String text) {
    // A comment leaves its line breaks behind, so that lines keep their numbers.
    String bare = COMMENT
        .matcher(text)
        .replaceAll(found -> found.group(1) == null
            ? Matcher.quoteReplacement(found.group())
            : found.group().replaceAll("[^\\n]", ""));
    List<String> lines = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int number = 0;
    for (String line : bare.split("\n", -1)) {
      number++;
      String read = names.matcher(line.strip()).replaceAll("P");
      if (!read.isEmpty() && !read.startsWith("import ") && !read.startsWith("package ")) {
        lines.add(read);
        numbers.add(number);
      }
    }
    return new Source(name, lines, numbers);
  }

  /** Is told of each run of equal lines, once. */
  private interface Found {
    void run(String pair, String place, int length);
  }

  private void compare(Found found) {
    for (int one = 0; one < modules.size(); one++) {
      Map<List<String>, List<Place>> windows = windows(modules.get(one));
      for (List<Source> other : modules.subList(one + 1, modules.size())) {
        other.forEach(source -> compare(windows, source, found));
      }
    }
  }

  private static void compare(Map<List<String>, List<Place>> windows, Source source, Found found) {
    for (int at = 0; at + ENOUGH <= source.lines().size(); at++) {
      int here = at;
      windows.getOrDefault(source.lines().subList(at, at + ENOUGH), List.of()).stream()
          .filter(place -> !place.follows(source, here))
          .forEach(place -> found.run(
              place.source().name() + " = " + source.name(),
              place + " and " + new Place(source, here),
              place.length(source, here)));
    }
  }

  private static Map<List<String>, List<Place>> windows(List<Source> sources) {
    Map<List<String>, List<Place>> windows = new HashMap<>();
    for (Source source : sources) {
      for (int at = 0; at + ENOUGH <= source.lines().size(); at++) {
        windows
            .computeIfAbsent(source.lines().subList(at, at + ENOUGH), same -> new ArrayList<>())
            .add(new Place(source, at));
      }
    }
    return windows;
  }
}

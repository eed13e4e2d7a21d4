package dev.fovea.providertests;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts a Java source into its members: a field with its initialiser, a method with its body. */
final class SourceMembers {
  private static final Pattern NOISE = Pattern.compile(
      "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
      Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("\\b(class|interface|record|enum)\\s+\\w+");

  private final String text;
  private final List<String> members = new ArrayList<>();
  private int from;
  private int block;

  private SourceMembers(String text) {
    this.text = text;
  }

  /** {@return the members of every source below a folder, by the name of the file} */
  static Map<String, List<String>> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(toMap(
              file -> file.getFileName().toString(), file -> of(read(file)), (one, other) -> one));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the members of one source, without comments, texts as ""} */
  static List<String> of(String source) {
    SourceMembers cut = new SourceMembers(
        NOISE.matcher(source).replaceAll(found -> found.group().startsWith("/") ? " " : "\"\""));
    cut.scan();
    return cut.members;
  }

  private void scan() {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{') {
        open(at);
      } else if (c == '}') {
        close(at);
      } else if (c == ';' && block == 0) {
        end(at);
      }
    }
  }

  private void open(int at) {
    String header = text.substring(from, at);
    if (block == 0 && TYPE.matcher(header).find() && !header.contains("=")) {
      from = at + 1;
    } else {
      block++;
    }
  }

  private void close(int at) {
    if (block == 0) {
      from = at + 1;
      return;
    }
    block--;
    boolean initialiser = text.substring(from, at).matches("(?s)[^({]*=.*");
    if (block == 0 && !initialiser) {
      end(at);
    }
  }

  private void end(int at) {
    members.add(text.substring(from, at + 1).strip());
    from = at + 1;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

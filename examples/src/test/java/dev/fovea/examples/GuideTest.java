package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java snippet of the README and the guides compiles against the real API. */
class GuideTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String IMPORTS = """
      import dev.fovea.*;
      import dev.fovea.chat.*;
      import dev.fovea.config.*;
      import dev.fovea.dataset.*;
      import dev.fovea.deployment.*;
      import dev.fovea.error.*;
      import dev.fovea.file.*;
      import dev.fovea.finding.*;
      import dev.fovea.finetuning.*;
      import dev.fovea.fireworks.*;
      import dev.fovea.image.*;
      import dev.fovea.inference.*;
      import dev.fovea.openai.*;
      import dev.fovea.page.*;
      import dev.fovea.together.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      """;

  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("ARCHITECTURE.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<Snippet> found = new ArrayList<>();
    for (Path page : pages) {
      Matcher matcher = SNIPPET.matcher(Files.readString(page));
      for (int number = 1; matcher.find(); number++) {
        found.add(new Snippet(ROOT.relativize(page) + " snippet " + number, matcher.group(1)));
      }
    }
    assertThat(found).as("snippets in the documentation").hasSizeGreaterThanOrEqualTo(3);
    return found;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void compiles(Snippet snippet, @TempDir Path out) {
    String source = IMPORTS + "class Snippet {\n  void run() throws Exception {\n" + snippet.code()
        + "  }\n}\n";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    boolean compiled = compiler
        .getTask(
            messages,
            null,
            null,
            List.of(
                "-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path")),
            null,
            List.of(source(source)))
        .call();

    assertThat(compiled).as(messages.toString()).isTrue();
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}

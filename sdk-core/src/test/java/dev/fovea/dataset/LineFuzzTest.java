package dev.fovea.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.fovea.chat.ContentPart;
import dev.fovea.error.ImageException;
import dev.fovea.finding.Finding;
import dev.fovea.image.Image;
import dev.fovea.image.Soon;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile lines: findings or an example, soon. An ordinary build tries the lines given and every
 * input that ever made trouble; CONTRIBUTING.md says how to look for more.
 */
class LineFuzzTest {
  private static final long RUNS = 1_000_000;
  private static final DatasetRules RULES = Samples.rules();
  private static final DatasetReader READER = DatasetReader.of(Samples.format());

  static Stream<byte[]> lines() {
    return Stream.of(
            Samples.shown(Samples.url("png", Samples.png(90))),
            Samples.shown(Samples.url("jpeg", Samples.jpeg()).replace("/", "\\/")),
            Samples.shown(Samples.url("webp", Samples.webp())) + "\r\n{}",
            Samples.shown("data:image/webp;base64,\\u0041AAA====\\\"x"),
            Samples.shown("https://example.com/a.png"),
            "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"é\\uD83D\\uDE00😀\"}]},"
                + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"a\"}],"
                + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"b\"}]}",
            "{\"prompt\":\"a\",\"completion\":\"\\\\\\n\\t\\u00e9\",\"weight\":1.5e0}",
            "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":"
                + "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"1\"}],\"tools\":[]}",
            "\uFEFF[[[[1,2,{\"a\":null}]]]]",
            "\t {} \n\n\0")
        .map(line -> line.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("lines")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void check(@NotNull byte[] bytes) throws Exception {
    Soon.ends(() -> {
      DatasetReport quick = RULES.check(new ByteArrayInputStream(bytes));
      DatasetReport whole = RULES.check(new ByteArrayInputStream(bytes), o -> o.decode(true));
      if (quick.bytes() != bytes.length || whole.bytes() != bytes.length) {
        throw new AssertionError(
            "not all bytes were read: " + quick.bytes() + ", " + whole.bytes());
      }
      if (quick.lines() != whole.lines() || quick.examples() != whole.examples()) {
        throw new AssertionError("two ways to read, two counts: " + quick + "\n" + whole);
      }
    });
  }

  @MethodSource("lines")
  @FuzzTest(maxExecutions = RUNS, maxDuration = "1h")
  void read(@NotNull byte[] bytes) throws Exception {
    Soon.ends(() -> {
      List<Finding> problems = new ArrayList<>();
      try (Stream<Example> examples =
          READER.skippingBadLines(problems::add).read(new ByteArrayInputStream(bytes))) {
        for (Example example : (Iterable<Example>) examples::iterator) {
          look(example);
        }
      }
    });
  }

  private static void look(Example example) throws Exception {
    if (example instanceof Conversation talk) {
      for (Image picture : talk.messages().stream()
          .flatMap(message -> message.content().stream())
          .flatMap(part -> part instanceof ContentPart.ImagePart shown
              ? Stream.of(shown.image()).filter(image -> !image.isRemote())
              : Stream.empty())
          .toList()) {
        try (InputStream in = picture.open()) {
          in.transferTo(OutputStream.nullOutputStream());
        } catch (ImageException e) {
          throw new AssertionError("a picture that was read cannot be opened", e);
        }
      }
    }
  }
}

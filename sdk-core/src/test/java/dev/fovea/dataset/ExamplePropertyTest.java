package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.image.Image;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExamplePropertyTest {
  private static final DatasetFormat FORMAT = Samples.format();

  @Provide
  Arbitrary<Example> examples() {
    Arbitrary<String> text = Arbitraries.strings()
        .all()
        .ofMaxLength(30)
        .filter(word -> !JsonTree.hasLoneSurrogate(word));
    Arbitrary<Double> weight = Arbitraries.of(0.0, 0.5, 1.0, 7.25);
    Arbitrary<ContentPart> part = Arbitraries.oneOf(
        text.map(ContentPart::text),
        Arbitraries.integers()
            .between(0, 70)
            .map(size -> ContentPart.image(Image.of(Samples.png(size)))),
        Arbitraries.of(ContentPart.image(Image.of(Samples.jpeg()))));
    Arbitrary<List<ContentPart>> parts = part.list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Message> answer = text.map(Message::assistant);
    Arbitrary<Message> question =
        Arbitraries.oneOf(parts.map(Message::user), text.map(Message::user));
    Tool tool = Tool.builder()
        .name("f")
        .description("d")
        .parameters(Map.of("type", "object"))
        .build();
    return Arbitraries.oneOf(
        Combinators.combine(question, answer, weight)
            .as((asked, told, factor) -> Conversation.builder()
                .addMessage(asked)
                .addMessage(told)
                .addTool(tool)
                .weight(factor)
                .build()),
        Combinators.combine(parts, text).as(Example::instruction),
        Combinators.combine(question, answer, answer)
            .as((asked, good, bad) -> Example.preference(List.of(asked), good, bad)),
        text.map(Example::text));
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll("examples") Example example) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, FORMAT)) {
      writer.write(example);
      writer.write(example);
    }
    Path file = Files.createTempFile("examples", ".jsonl");
    Files.write(file, out.toByteArray());

    try (Stream<Example> fromFile = DatasetReader.read(file, FORMAT);
        Stream<Example> fromStream =
            DatasetReader.read(new ByteArrayInputStream(out.toByteArray()), FORMAT)) {
      assertThat(fromFile.map(ExamplePropertyTest::comparable).toList())
          .containsExactly(comparable(example), comparable(example));
      assertThat(fromStream.map(ExamplePropertyTest::comparable).toList())
          .containsExactly(comparable(example), comparable(example));
    } finally {
      Files.delete(file);
    }
  }

  /** Pictures by their bytes, and contents without the form in which they are written. */
  private static Object comparable(Example example) {
    if (example instanceof Conversation conversation) {
      return List.of(
          plain(conversation.messages()),
          conversation.tools(),
          conversation.weight().toString());
    } else if (example instanceof Instruction instruction) {
      return List.of(bytes(instruction.prompt()), bytes(instruction.completion()));
    } else if (example instanceof Preference preference) {
      return List.of(
          plain(preference.input()),
          plain(List.of(preference.preferred(), preference.nonPreferred())));
    }
    return example;
  }

  private static List<Object> plain(List<Message> messages) {
    List<Object> plain = new ArrayList<>();
    for (Message message : messages) {
      plain.add(message.role());
      plain.add(bytes(message.content()));
    }
    return plain;
  }

  private static List<Object> bytes(List<ContentPart> parts) {
    List<Object> plain = new ArrayList<>();
    for (ContentPart part : parts) {
      if (part instanceof ImagePart picture) {
        try (var in = picture.image().open()) {
          byte[] read = in.readAllBytes();
          assertThat(read).hasSize((int) picture.image().size());
          plain.add(new String(read, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      } else {
        plain.add(part);
      }
    }
    return plain;
  }

  @Property(tries = 50)
  void whatIsWrittenIsAccepted(@ForAll("examples") Example example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, FORMAT)) {
      writer.write(example);
    }

    DatasetReport report = FORMAT.rules().check(new ByteArrayInputStream(out.toByteArray()));

    assertThat(report.errors()).as("%s", report.findings()).isZero();
  }
}

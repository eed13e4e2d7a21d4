package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Instruction;
import dev.fovea.image.Detail;
import dev.fovea.json.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherDatasetsTest {
  private static final String GOOD = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      + "{\"role\":\"assistant\",\"content\":\"Ho\"}]}\n";

  private static InputStream stream(String lines) {
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  private static <T> T copied(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void theRulesAreFoundByName() {
    DatasetReport report = DatasetRules.of("together").check(stream(GOOD));

    assertThat(report.ok()).isTrue();
    assertThat(report.provider()).isEqualTo("together");
    assertThat(DatasetFormat.of("together").id()).isEqualTo("together");
    assertThatThrownBy(() -> DatasetRules.of("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together");
  }

  @Test
  void theLimitsAreTogethers() {
    assertThat(DatasetRules.of("together").settings())
        .containsEntry("max-pictures", "10")
        .containsEntry("max-data-url-chars", "13981036")
        .containsEntry("max-file-bytes", "53794465382")
        .containsEntry("min-examples", "1")
        .containsEntry("media-types", "image/jpeg, image/png, image/webp")
        .containsKey("dated");
  }

  @Test
  void rulesTravelWithTheirOverrides() throws Exception {
    DatasetRules rules = copied(DatasetRules.of("together").override("min-examples", 2));

    assertThat(rules.settings()).containsEntry("min-examples", "2");
    assertThat(rules.check(stream(GOOD)).counts()).containsOnlyKeys("together.too-few-examples");
  }

  @Test
  void readersTravel() throws Exception {
    DatasetReader reader = copied(DatasetReader.of(DatasetFormat.of("together")));

    try (Stream<Example> examples = reader.read(stream(GOOD))) {
      assertThat(examples).hasSize(1);
    }
  }

  /** A red square of 32 by 32 pixels. */
  private static final String PICTURE = "data:image/png;base64,"
      + "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mM4ISdHU8QwasGoBaMWjFowasGoBaMWjFowasGoBaMWDBULACXLED1gHZEpAAAAAElFTkSuQmCC";

  /** In these {@code PIC} is a part with a picture and {@code T(x)} one with a text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'messages':[{'role':'system','content':[T(Short.)]},{'role':'user','content':[T(Which?),PIC]},"
            + "{'role':'assistant','content':[T(Red.)]}]}",
        "{'messages':[{'role':'user','content':'Sum?'},{'role':'assistant','content':null,'tool_calls':["
            + "{'id':'c1','type':'function','function':{'name':'add','arguments':'{}'}}]},"
            + "{'role':'tool','tool_call_id':'c1','content':'3'},"
            + "{'role':'assistant','content':'3','reasoning':'one and two'}],"
            + "'tools':[{'type':'function','function':{'name':'add'}}],'weight':0.5}",
        "{'messages':[{'role':'user','content':'Hi','weight':0},"
            + "{'role':'assistant','content':'Ho','weight':1}]}",
        "{'prompt':'Hi','completion':'Ho'}",
        "{'prompt':[PIC],'completion':'A square.','weight':2.0}",
        "{'text':'only a text'}",
        "{'text':[T(See),PIC]}",
        "{'input':{'messages':[{'role':'user','content':[T(Count.),PIC]}]},"
            + "'preferred_output':[{'role':'assistant','content':[T(One.)]}],"
            + "'non_preferred_output':[{'role':'assistant','content':[T(Two.)]}]}",
        "{'input':{'messages':[{'role':'user','content':'Count.'}],"
            + "'tools':[{'type':'function','function':{'name':'count'}}]},"
            + "'preferred_output':[{'role':'assistant','content':'One.','reasoning':'seen'}],"
            + "'non_preferred_output':[{'role':'assistant','content':'Two.'}],'weight':1.5}"
      })
  void everyShapeTogetherTakesIsGoodAndComesBackAsItWas(String shape) {
    String line = line(shape);

    assertThat(DatasetRules.of("together").check(stream(line)).counts()).isEmpty();
    assertThat(JsonCodec.shared().tree(rewritten(line).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(JsonCodec.shared().tree(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static String line(String shape) {
    return shape
        .replaceAll("T\\(([^)]*)\\)", "{'type':'text','text':'$1'}")
        .replace("PIC", "{'type':'image_url','image_url':{'url':'" + PICTURE + "'}}")
        .replace('\'', '"');
  }

  private static String rewritten(String line) {
    DatasetFormat format = DatasetFormat.of("together");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, format);
        Stream<Example> examples = DatasetReader.read(stream(line), format)) {
      examples.forEach(writer::write);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerThatIsAListOfOneTextIsGoodAndWrittenAsText() {
    String list = line("{'prompt':[T(Caption this.),PIC],'completion':[T(A square.)]}");

    assertThat(DatasetRules.of("together").check(stream(list)).counts()).isEmpty();
    assertThat(rewritten(list)).contains("\"completion\":\"A square.\"");
  }

  @Test
  void howCloselyToLookIsReadButNotWrittenSinceTogetherHasNoWordForIt() {
    String plain = line("{'prompt':[PIC],'completion':'A square.'}");
    String close = plain.replace(PICTURE + "\"", PICTURE + "\",\"detail\":\"low\"");

    assertThat(DatasetRules.of("together").check(stream(close)).counts())
        .containsOnlyKeys("together.detail-ignored");
    try (Stream<Example> read = DatasetReader.read(stream(close), DatasetFormat.of("together"))) {
      Instruction example = (Instruction) read.findFirst().orElseThrow();
      ImagePart part = (ImagePart) example.prompt().get(0);
      assertThat(part.image().detail()).contains(Detail.LOW);
    }
    assertThat(rewritten(close)).isEqualTo(rewritten(plain)).doesNotContain("detail");
  }
}

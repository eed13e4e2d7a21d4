package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.Example;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
}

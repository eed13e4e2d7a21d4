package dev.fovea.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.VisionClient;
import dev.fovea.chat.Choice;
import dev.fovea.chat.Message;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueObjectTest {
  /** Where nothing is compared: what passes between a provider and the transport, and failures. */
  private static final Set<String> UNCOMPARED =
      Set.of("dev.fovea.transport", "dev.fovea.json", "dev.fovea.error");

  @Test
  void valuesOfOneClassWithTheSamePartsAreEqual() {
    assertThat(card().build())
        .isEqualTo(card().build())
        .hasSameHashCodeAs(card().build());
    assertThat(card().build())
        .isNotEqualTo(card().owner("us").build())
        .isNotEqualTo(card().id("other").build())
        .isNotEqualTo("vl");
  }

  @Test
  void anEmptyTextIsNotAnAbsentOne() {
    assertThat(card().owner("").build()).isNotEqualTo(card().build());
  }

  @Test
  void valuesOfDifferentClassesAreNeverEqual() {
    assertThat(RateLimit.of(Map.of(), null)).isNotEqualTo(new ValueObject() {
      @Override
      protected void parts(BiConsumer<String, Object> part) {
        part.accept("counts", Map.of());
      }
    });
  }

  @Test
  void theTextNamesTheClassAndThePartsThereAreInTheirOrder() {
    assertThat(card().owner("us").build())
        .hasToString("ModelCard{id=vl, owner=us, additionalProperties={}}");
  }

  @Test
  void aMissingAttributeIsNamedWithWhatToCall() {
    assertThatThrownBy(() -> RemoteFile.builder().status(FileStatus.READY).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("RemoteFile cannot be built without 'id': call id(..)");
  }

  @Test
  void nullForAnAttributeIsRefusedAtOnceByItsName() {
    assertThatNullPointerException().isThrownBy(() -> card().owner(null)).withMessage("owner");
  }

  @Test
  void mapsAreTheValuesOwnWithTheirNullsInTheirOrder() {
    Map<String, Object> mine = new LinkedHashMap<>();
    mine.put("z", null);
    mine.put("a", 1);
    ModelCard.Builder builder = card().additionalProperties(mine);
    Choice.Builder choice = Choice.builder().message(Message.user("?")).logprobs(mine);
    mine.put("later", 2);

    assertThat(builder.build().additionalProperties()).containsOnlyKeys("z", "a");
    assertThat(builder.build().additionalProperties().keySet()).containsExactly("z", "a");
    assertThat(builder.build().additionalProperties()).isUnmodifiable();
    assertThat(choice.build().logprobs().orElseThrow()).containsOnlyKeys("z", "a");
  }

  @Test
  void whatTheLibraryAnswersWithStandsOnTheBase() throws Exception {
    assertThat(classes()
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .filter(type -> !UNCOMPARED.contains(type.getPackageName()))
            .filter(type -> !type.getSimpleName().matches(".*(Options|Request)"))
            .filter(type -> Stream.of(type.getDeclaredClasses())
                .anyMatch(nested -> nested.getSimpleName().equals("Builder")
                    && Modifier.isFinal(nested.getModifiers()))))
        .hasSizeGreaterThan(15)
        .allMatch(ValueObject.class::isAssignableFrom);
  }

  private static Stream<Class<?>> classes() throws IOException, URISyntaxException {
    Path root = Path.of(
        VisionClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .<Class<?>>map(ValueObjectTest::load)
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ValueObjectTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static ModelCard.Builder card() {
    return ModelCard.builder().id("vl").additionalProperties(Map.of());
  }
}

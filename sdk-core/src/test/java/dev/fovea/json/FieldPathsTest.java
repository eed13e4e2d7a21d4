package dev.fovea.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldPathsTest {
  private final Map<String, Object> object =
      Map.of("a", Map.of("b", 1), "list", List.of(Map.of("n", 1), 2));

  @Test
  void whatIsMissingIsMadeAndTheRestStays() {
    assertThat(FieldPaths.merge(object, Map.of("a.c.d", 5)))
        .containsEntry("a", Map.of("b", 1, "c", Map.of("d", 5)))
        .containsEntry("list", object.get("list"));
    assertThat(object.get("a")).isEqualTo(Map.of("b", 1));
  }

  @Test
  void mapsAreMergedAndOtherValuesReplaced() {
    assertThat(FieldPaths.merge(object, Map.of("a", Map.of("z", 9))))
        .containsEntry("a", Map.of("b", 1, "z", 9));
    assertThat(FieldPaths.merge(object, Map.of("a.b", Map.of("z", 9))))
        .containsEntry("a", Map.of("b", Map.of("z", 9)));
    assertThat(FieldPaths.merge(object, Map.of("list.1.x", 3)))
        .containsEntry("list", List.of(Map.of("n", 1), Map.of("x", 3)));
  }

  @Test
  void numbersArePlacesInLists() {
    assertThat(FieldPaths.merge(object, Map.of("list.0.n", 7)))
        .containsEntry("list", List.of(Map.of("n", 7), 2));
    assertThat(FieldPaths.merge(object, Map.of("list.2", 3)))
        .containsEntry("list", List.of(Map.of("n", 1), 2, 3));
    assertThatThrownBy(() -> FieldPaths.merge(object, Map.of("list.9", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no place 9");
    assertThatThrownBy(() -> FieldPaths.merge(object, Map.of("list.99999999999999999999", 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyNamesAreRefused() {
    for (String path : List.of("", ".", "a.", ".a", "a..b")) {
      assertThatThrownBy(() -> FieldPaths.merge(object, Map.of(path, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

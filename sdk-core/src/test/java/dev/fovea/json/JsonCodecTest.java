package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  private final JsonCodec codec = JsonCodec.shared();

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void theWrongFormIsNamedWithItsPlaceAndWithoutItsText() {
    for (String wrong :
        List.of("[\"marker-4\"]", "\"marker-4\"", "null", "4", "<html>marker-4</html>", "")) {
      assertThatThrownBy(() -> codec.readMap(bytes(wrong)))
          .as(wrong)
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageNotContaining("marker-4")
          .hasNoCause();
    }
    assertThatThrownBy(() -> codec.readMap(bytes("{\"items\":[{\"number\": marker-4}]}")))
        .isInstanceOfSatisfying(
            UnreadableResponseException.class,
            e -> assertThat(e.path()).isEqualTo("$.items[0].number"))
        .hasMessageContaining("not valid JSON")
        .hasMessageNotContaining("marker-4");
  }

  @Test
  void anAnswerCutAnywhereOrWithMoreAfterItIsUnreadable() {
    byte[] whole =
        bytes("{\"id\":\"a\",\"items\":[{\"number\":1,\"word\":\"b\"}],\"x\":{\"y\":[true]}}");
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.readMap(prefix))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableResponseException.class);
    }
    assertThatThrownBy(() -> codec.readMap(bytes("{} {}")))
        .isInstanceOf(UnreadableResponseException.class);
    assertThatThrownBy(() -> codec.readMap(bytes("{},")))
        .isInstanceOf(UnreadableResponseException.class);
    assertThatThrownBy(() -> codec.readMap(bytes("[]")))
        .isInstanceOf(UnreadableResponseException.class);
  }

  @Test
  void treesAreTheJdksOwnTypes() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", null);
    expected.put("b", List.of(1, 2.5, "x", true));
    assertThat(codec.tree(bytes("{\"a\":null,\"b\":[1,2.5,\"x\",true]}"))).isEqualTo(expected);
    assertThat(codec.tree(bytes("null"))).isNull();
    assertThat(codec.tree(bytes("\"x\""))).isEqualTo("x");
    assertThat(codec.write(expected)).isEqualTo(bytes("{\"a\":null,\"b\":[1,2.5,\"x\",true]}"));
  }

  @Test
  void whatCannotBeWrittenIsNamed() {
    assertThatThrownBy(() -> codec.write(Map.of("a", List.of(new StringBuilder().reverse(), this))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JsonCodecTest");
    assertThatThrownBy(() -> codec.write(Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}

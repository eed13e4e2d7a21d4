package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  public record Inner(int number, @Nullable String word) {}

  public record Outer(String id, @Nullable List<Inner> items) {}

  public record Refusing(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("no");
    }
  }

  private final JsonCodec codec = JsonCodec.shared();

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void recordsGoOutWithoutWhatIsAbsentAndComeBack() {
    Outer outer = new Outer("a", List.of(new Inner(1, null), new Inner(2, "b")));
    byte[] json = codec.write(outer);
    assertThat(new String(json, UTF_8))
        .isEqualTo("{\"id\":\"a\",\"items\":[{\"number\":1},{\"number\":2,\"word\":\"b\"}]}");
    assertThat(codec.read(json, Outer.class)).isEqualTo(outer);
  }

  @Test
  void unknownMembersAreIgnored() throws IOException {
    assertThat(codec.read(
            new ByteArrayInputStream(bytes("{\"id\":\"a\",\"new\":{\"x\":[1]}}")), Outer.class))
        .isEqualTo(new Outer("a", null));
  }

  @Test
  void theWrongFormIsNamedWithItsPlaceAndWithoutItsText() {
    assertThatThrownBy(() ->
            codec.read(bytes("{\"id\":\"a\",\"items\":[{\"number\":\"marker-4\"}]}"), Outer.class))
        .isInstanceOfSatisfying(
            UnreadableResponseException.class,
            e -> assertThat(e.path()).isEqualTo("$.items[0].number"))
        .hasMessageNotContaining("marker-4")
        .hasNoCause();
    assertThatThrownBy(() -> codec.read(bytes("{\"items\":[{\"number\":null}]}"), Outer.class))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.items[0].number");
    assertThatThrownBy(() -> codec.read(bytes("null"), Outer.class))
        .isInstanceOf(UnreadableResponseException.class);
    assertThatThrownBy(() -> codec.read(bytes("<html>marker-4</html>"), Outer.class))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageNotContaining("marker-4")
        .hasMessageContaining("not valid JSON");
  }

  @Test
  void anAnswerCutAnywhereOrWithMoreAfterItIsUnreadable() {
    byte[] whole =
        bytes("{\"id\":\"a\",\"items\":[{\"number\":1,\"word\":\"b\"}],\"x\":{\"y\":[true]}}");
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.read(prefix, Outer.class))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableResponseException.class);
      assertThatThrownBy(() -> codec.readMap(prefix))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableResponseException.class);
    }
    assertThatThrownBy(() -> codec.read(bytes("{} {}"), Outer.class))
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
    assertThatThrownBy(() -> codec.write(new Refusing(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Refusing");
  }
}

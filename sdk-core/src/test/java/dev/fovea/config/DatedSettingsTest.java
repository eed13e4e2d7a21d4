package dev.fovea.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and choices, and what may be put in their place. */
class DatedSettingsTest {
  private final DatedSettings settings = DatedSettings.read(
      "gardens",
      new ByteArrayInputStream("beds = 10\nsoil = clay".getBytes(StandardCharsets.UTF_8)),
      Map.of("trees", DatedSettings.NONE));

  @ParameterizedTest
  @CsvSource({"beds, 0", "beds, 12", "trees, 5", "trees, none", "soil, none", "soil, 3", "soil, ''"
  })
  void whatFitsIsTaken(String name, String value) {
    DatedSettings changed = settings.with(name, value);

    assertThat(changed.values()).containsEntry(name, value);
    assertThat(changed.overrides()).containsExactly(Map.entry(name, value));
    assertThat(settings.overrides()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "many", "-1", "1.5", "", "9223372036854775807"})
  void aLimitTakesNothingButNumbers(String value) {
    assertThatThrownBy(() -> settings.with("beds", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting 'beds' takes a whole number from 0 on, not '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "", "None", "9223372036854775807"})
  void whereThereIsNoLimitOneMayBeSetAndNothingElse(String value) {
    assertThatThrownBy(() -> settings.with("trees", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes a whole number from 0 on, or the word none, not '");
  }

  @Test
  void aLimitThatWasSetWhereThereIsNoneCanBeLiftedAgain() {
    DatedSettings lifted = settings.with("trees", 5).with("trees", "none");

    assertThat(DatedSettings.limit(lifted.word("trees"))).isEmpty();
    assertThat(DatedSettings.limit(settings.with("trees", 5).word("trees"))).hasValue(5);
    assertThat(DatedSettings.limit(settings.word("bushes"))).isEmpty();
  }

  @Test
  void aNameThatIsUnknownIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> settings.with("bed", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no setting 'bed' for gardens; there are: [beds, soil, trees]");
  }
}

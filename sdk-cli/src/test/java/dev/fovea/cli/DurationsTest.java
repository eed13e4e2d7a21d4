package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"90,90", "90s,90", "15m,900", "2h,7200", "1h30m,5400", "PT5S,5", "' 3 S',3"})
  void readsTimesAsPeopleTypeThem(String typed, long seconds) {
    assertThat(new Durations().convert(typed.replace(" ", ""))).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5s", "0", "5 days"})
  void refusesWhatIsNoTime(String typed) {
    assertThatThrownBy(() -> new Durations().convert(typed)).hasMessageContaining("is not a time");
  }

  @Test
  void saysTimesAsPeopleDo() {
    assertThat(Durations.text(Duration.ofMillis(340))).isEqualTo("0.3 s");
    assertThat(Durations.text(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(Durations.text(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Durations.text(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }
}

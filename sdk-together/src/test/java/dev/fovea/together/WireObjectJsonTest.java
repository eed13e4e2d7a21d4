package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.WireObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireObjectJsonTest {
  private static WireObject wire(String json) {
    return WireObject.of(JsonCodec.shared().readMap(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-02T07:15:09Z, 2026-10-02T07:15:09Z",
    "2026-10-02T07:15:09.123456+02:00, 2026-10-02T05:15:09.123456Z",
    "2026-10-02 07:15:09.5-01:00, 2026-10-02T08:15:09.500Z",
    "2026-10-02T07:15:09, 2026-10-02T07:15:09Z",
    "1790925309, 2026-10-02T07:15:09Z",
    "1790925309000, 2026-10-02T07:15:09Z",
  })
  void everyFormOfAMomentIsRead(String text, String moment) {
    assertThat(wire("{\"t\":\"" + text + "\"}").time("t")).contains(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "\"soon\"",
        "0",
        "-5",
        "null",
        "true",
        "[]",
        "\"2026-13-40T99:00:00Z\"",
        "\"+999999999-01-01T00:00:00Z\"",
        "1e999",
        "\"99999999999999999999\""
      })
  void whatIsNoMomentIsAbsentAndStays(String value) {
    WireObject wire = wire("{\"t\":" + value + "}");

    assertThat(wire.time("t").filter(t -> t.isBefore(Instant.parse("2200-01-01T00:00:00Z"))))
        .isEmpty();
    assertThat(wire.text("other")).isEmpty();
  }

  @Test
  void numbersComeAsNumbersOrTexts() {
    WireObject wire =
        wire("{\"a\":7,\"b\":\"8\",\"c\":9.0,\"d\":1.5,\"e\":\"max\",\"f\":1e400,\"g\":true}");

    assertThat(wire.integer("a")).contains(7L);
    assertThat(wire.integer("b")).contains(8L);
    assertThat(wire.integer("c")).contains(9L);
    assertThat(wire.integer("d")).isEmpty();
    assertThat(wire.decimal("d")).contains(1.5);
    assertThat(wire.integer("e", "a")).contains(7L);
    assertThat(wire.integer("f")).isEmpty();
    assertThat(wire.decimal("g")).isEmpty();
    assertThat(wire.rest()).containsOnlyKeys("e", "f", "g");
  }

  @Test
  void whatIsMissingIsNamedByItsPlace() {
    assertThatThrownBy(() -> wire("{\"data\":[{\"id\":\"a\"},{\"id\":5}]}")
            .objects("data")
            .get(1)
            .required("id"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.data[1].id");
    assertThatThrownBy(() -> wire("{\"data\":null}").requiredObjects("data"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.data");
  }

  @ParameterizedTest
  @CsvSource({
    "pending, QUEUED", "queued, QUEUED", "running, RUNNING", "compressing, RUNNING",
    "uploading, RUNNING", "cancel_requested, RUNNING", "cancelled, CANCELLED", "error, FAILED",
    "user_error, FAILED", "completed, SUCCEEDED", "COMPLETED, SUCCEEDED", "failed, UNKNOWN",
  })
  void everyStatusHasOurWord(String word, JobStatus status) {
    FineTuningJob job = WireJob.toModel(wire("{\"id\":\"ft\",\"status\":\"" + word + "\"}"));

    assertThat(job.status()).isEqualTo(status);
    assertThat(job.providerStatus()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "420000000, 0.42",
    "1000000000, 1.00",
    "1, 0.000000001",
    "12345678901234, 12345.678901234"
  })
  void nanoDollarsBecomeMoney(long nano, String dollars) {
    FineTuningJob job = WireJob.toModel(
        wire("{\"id\":\"ft\",\"status\":\"completed\",\"total_price\":" + nano + "}"));

    assertThat(TogetherFineTuningJob.of(job).totalPrice())
        .contains(Money.usd(new BigDecimal(dollars)));
  }
}

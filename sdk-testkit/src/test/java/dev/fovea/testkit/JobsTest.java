package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String GOOD_LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"ho\"}]}\n";

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(TOGETHER.together());
  }

  @Test
  void aJobWalksThroughItsStatesOnTheVirtualClock() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 60 && !seen.contains("completed"); i++) {
      String status = wire.get("/fine-tunes/" + id).json().get("status").asText();
      if (!seen.contains(status)) {
        seen.add(status);
      }
      TOGETHER.together().clock().advance(Duration.ofSeconds(10));
    }
    assertThat(seen)
        .containsExactly("pending", "queued", "running", "compressing", "uploading", "completed");
    assertThat(TOGETHER.together().jobs()).containsExactly(id);
  }
}

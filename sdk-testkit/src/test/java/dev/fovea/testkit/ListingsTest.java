package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String ENDPOINTS = "/v2/projects/proj_embedded/endpoints";

  private Wire wire;
  private Instant start;

  @BeforeEach
  void threeEndpoints() throws Exception {
    wire = new Wire(TOGETHER.together());
    start = TOGETHER.together().clock().now();
    for (String name : new String[] {"oak", "ash", "oak-2"}) {
      wire.post(ENDPOINTS, "{\"name\":\"" + name + "\"}");
      TOGETHER.together().clock().advance(Duration.ofMinutes(1));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String names(String query) throws Exception {
    StringBuilder names = new StringBuilder();
    for (JsonNode endpoint : wire.get(ENDPOINTS + query).json().get("data")) {
      String name = endpoint.get("name").asText();
      names.append(names.isEmpty() ? "" : " ").append(name.substring(name.indexOf('/') + 1));
    }
    return names.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "name=\"embedded/ash\" | ash",
        "name!=\"embedded/ash\" | oak oak-2",
        "name:oak | oak oak-2",
        "name:\"*-2\" | oak-2",
        "name:\"embedded/o*\" | oak oak-2",
        "name:\"*as*\" | ash",
        "NOT name:oak | ash",
        "name:oak AND name:\"*2\" | oak-2",
        "name:ash OR name:oak AND name:\"*2\" | ash oak-2",
        "(name:ash OR name:oak) AND NOT name:\"*2\" | oak ash",
        "created_at<\"2001-01-01T00:00:00Z\" |",
        "updated_at>=\"2001-01-01T00:00:00Z\" | oak ash oak-2"
      })
  void filtersChoose(String filter, String chosen) throws Exception {
    assertThat(names("?filter=" + encoded(filter))).isEqualTo(chosen == null ? "" : chosen);
  }

  @Test
  void momentsAreCompared() throws Exception {
    String middle = start.plusSeconds(61).toString();

    assertThat(names("?filter=" + encoded("created_at>\"" + middle + "\""))).isEqualTo("oak-2");
    assertThat(names("?filter=" + encoded("created_at<=\"" + middle + "\""))).isEqualTo("oak ash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "name=",
        "name~\"a\"",
        "colour=\"red\"",
        "created_at:\"2\"",
        "name=\"a",
        "name=\"a\" AND",
        "(name=\"a\"",
        "name=\"a\" name=\"b\""
      })
  void whatIsNoFilterIsRefused(String filter) throws Exception {
    HttpWire.Answer answer = wire.get(ENDPOINTS + "?filter=" + encoded(filter));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asText()).isEqualTo("invalid filter expression");
  }

  @Test
  void listsAreOrderedAndPaged() throws Exception {
    assertThat(names("?orderBy=" + encoded("created_at desc"))).isEqualTo("oak-2 ash oak");
    assertThat(names("?orderBy=updated_at")).isEqualTo("oak ash oak-2");
    assertThat(wire.get(ENDPOINTS + "?orderBy=name").status()).isEqualTo(400);
    JsonNode first = wire.get(ENDPOINTS + "?limit=2").json();
    assertThat(first.get("data")).hasSize(2);
    assertThat(names("?limit=2&after=" + first.get("next_cursor").asText())).isEqualTo("oak-2");
    assertThat(wire.get(ENDPOINTS + "?limit=3").json().get("next_cursor").asText())
        .isEmpty();
  }

  @Test
  void theCatalogueIsFilteredByWordAndName() throws Exception {
    JsonNode vision = wire.get("/v2/supported-models?modality=MODALITY_IMAGE&search=QWEN3-VL-8B")
        .json()
        .get("data");

    assertThat(vision).hasSize(1);
    String id = vision.at("/0/id").asText();
    assertThat(wire.get("/v2/supported-models/" + id).json()).isEqualTo(vision.get(0));
    assertThat(wire.get("/v2/supported-models/ml_nobody").status()).isEqualTo(404);
    assertThat(wire.get("/v2/supported-models?product=PRODUCT_NONE").json().get("data"))
        .isEmpty();
  }
}

package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Hardware;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardware and deployment shapes. */
class FireworksShapesHttpTest {
  private static final String SHAPE = "accounts/fireworks/deploymentShapes/qwen3-vl-8b-minimal";
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private <T> T call(
      CallMode mode,
      Function<FireworksDeploymentService, T> plain,
      Function<FireworksDeploymentService, CompletableFuture<T>> async) {
    return mode.call(() -> plain.apply(ai.deployments()), () -> async.apply(ai.deployments()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void allHardwareIsKnownWithoutAsking(CallMode mode) {
    List<Hardware> all =
        call(mode, FireworksDeploymentService::hardware, FireworksDeploymentService::hardwareAsync);

    assertThat(all).extracting(Hardware::id).contains("NVIDIA_H100_80GB", "AMD_MI300X_192GB");
    assertThat(all).allSatisfy(each -> assertThat(each.pricePerHour()).isEmpty());
    assertThat(all).allSatisfy(each -> assertThat(each.gpuMemoryGib()).isPresent());
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theHardwareOfAnAdapterIsThatOfItsBase(CallMode mode) {
    fireworks.replay("models/GET_models_{id}", "shapes/GET_deploymentShapes");

    List<Hardware> fits =
        call(mode, d -> d.hardware("leaves-vlm"), d -> d.hardwareAsync("leaves-vlm"));

    Hardware only = fits.get(0);
    assertThat(fits).hasSize(1);
    assertThat(only.id()).isEqualTo(SHAPE);
    assertThat(only.description()).contains("Minimal");
    assertThat(only.gpuType()).contains("NVIDIA_H100_80GB");
    assertThat(only.gpuCount()).contains(1);
    assertThat(only.gpuMemoryGib()).contains(80);
    fireworks.received("models/GET_models_{id}", "shapes/GET_deploymentShapes.hardware");
  }

  @Test
  void aModelWithoutAShapeCanRunOnAnyAccelerator() {
    fireworks.replay("models/GET_models_{id}.base", "shapes/GET_deploymentShapes.none");

    assertThat(ai.deployments().hardware(MODEL)).isEqualTo(ai.deployments().hardware());
    fireworks.received("models/GET_models_{id}.base", "shapes/GET_deploymentShapes.hardware");
  }

  @Test
  void aModelNobodyKnowsRunsOnNothing() {
    fireworks.answer(404, "{\"code\":5,\"message\":\"model not found\"}");

    assertThat(ai.deployments().hardware("nobody")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shapesAreListedAndRead(CallMode mode) {
    fireworks.replay("shapes/GET_deploymentShapes", "shapes/GET_deploymentShapes_{id}");

    Page<FireworksDeploymentShape> all = call(
        mode,
        d -> d.shapes(q -> q.targetModel(MODEL)),
        d -> d.shapesAsync(q -> q.targetModel(MODEL)));
    FireworksDeploymentShape one =
        call(mode, d -> d.shape("qwen3-vl-8b-minimal"), d -> d.shapeAsync("qwen3-vl-8b-minimal"));

    assertThat(all.items()).containsExactly(one);
    assertThat(one.id()).isEqualTo(SHAPE);
    assertThat(one.baseModel()).contains(MODEL);
    assertThat(one.presetType()).contains("MINIMAL");
    assertThat(one.precision()).contains("BF16");
    assertThat(one.maxContextLength()).contains(32768);
    assertThat(one.enableAddons()).contains(true);
    assertThat(one.description()).isEmpty();
    fireworks.received("shapes/GET_deploymentShapes", "shapes/GET_deploymentShapes_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theVersionsOfAShapeShowItAsItWas(CallMode mode) {
    fireworks.replay(
        "shapes/GET_deploymentShapes_{id}_versions",
        "shapes/GET_deploymentShapes_{id}_versions_{version}");

    Page<FireworksDeploymentShape.Version> all = call(
        mode,
        d -> d.shapeVersions("qwen3-vl-8b-minimal", q -> q.orderBy("create_time desc")),
        d -> d.shapeVersionsAsync("qwen3-vl-8b-minimal", q -> q.orderBy("create_time desc")));
    FireworksDeploymentShape.Version one = call(
        mode,
        d -> d.shapeVersion(SHAPE + "/versions/v3"),
        d -> d.shapeVersionAsync(SHAPE + "/versions/v3"));

    assertThat(all.items()).containsExactly(one);
    assertThat(one.latestValidated()).contains(true);
    assertThat(one.validated()).contains(true);
    assertThat(one.snapshot()).map(FireworksDeploymentShape::id).contains(SHAPE);
    fireworks.received(
        "shapes/GET_deploymentShapes_{id}_versions",
        "shapes/GET_deploymentShapes_{id}_versions_{version}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v3", SHAPE, SHAPE + "/versions/", SHAPE + "/versions/a/b", "/versions/v"})
  void whatIsNoVersionsNameIsRefused(String name) {
    assertThatThrownBy(() -> ai.deployments().shapeVersion(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fireworks.requests()).isZero();
  }
}

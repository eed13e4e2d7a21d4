package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Tool;
import dev.fovea.config.Capability;
import dev.fovea.deployment.Autoscaling;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider lacks is refused in words before anything is sent. */
interface CapabilityContract extends Stage {
  /**
   * What a provider may lack without having to refuse anything: there are no prices to tell, and
   * events are made up of what the job itself shows.
   */
  Set<Capability> QUALITIES = EnumSet.of(Capability.HARDWARE_PRICES, Capability.JOB_EVENTS);

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void whatIsLackingIsRefusedBeforeAnythingIsSent(CallMode mode) {
    String file = uploadedSigns().id();
    int before = server().requests().count();
    Set<Capability> lacking = EnumSet.complementOf(EnumSet.copyOf(client().capabilities()));
    lacking.removeAll(QUALITIES);

    for (Capability capability : lacking) {
      Throwable refused = catchThrowable(() -> attempt(capability, mode, file));

      assertThat(refused).as("%s", capability).isInstanceOf(UnsupportedCapabilityException.class);
      UnsupportedCapabilityException lacks = (UnsupportedCapabilityException) refused;
      assertThat(lacks.provider()).as("%s", capability).contains(provider());
      assertThat(lacks.capability()).as("%s", capability).isNotBlank();
      assertThat(server().requests().count()).as("requests for %s", capability).isEqualTo(before);
    }
  }

  private Object attempt(Capability capability, CallMode mode, String file) {
    return switch (capability) {
      case SUPERVISED_FINE_TUNING,
          PREFERENCE_FINE_TUNING,
          REINFORCEMENT_FINE_TUNING,
          LORA_ADAPTER,
          FULL_FINE_TUNING -> tune(capability, mode, file);
      case PAUSE_JOB, JOB_CHECKPOINTS, JOB_DELETION -> look(capability, mode);
      case DEPLOYMENTS, IDLE_STOP -> deploy(mode);
      case EMBEDDINGS, COMPLETIONS, BATCHES -> infer(capability, mode);
      case IMAGE_DETAIL, REMOTE_IMAGES, VIDEO_INPUT, AUDIO_INPUT, STRUCTURED_OUTPUT, TOOLS ->
        ask(capability, mode);
      default ->
        throw new AssertionError("the contract does not know how to ask for " + capability);
    };
  }

  private Object tune(Capability capability, CallMode mode, String file) {
    FineTuningRequest.Builder request =
        FineTuningRequest.builder().baseModel(visionModel()).trainingFile(file);
    Consumer<FineTuningRequest.Builder> wish = switch (capability) {
      case PREFERENCE_FINE_TUNING -> r -> r.method(FineTuningMethod.preference());
      case REINFORCEMENT_FINE_TUNING -> r -> r.method(FineTuningMethod.reinforcement(Map.of()));
      case LORA_ADAPTER -> r -> r.adapter(Adapter.lora());
      case FULL_FINE_TUNING -> r -> r.adapter(Adapter.full());
      default -> r -> {};
    };
    wish.accept(request);
    FineTuningRequest asked = request.build();
    return mode.call(
        () -> client().fineTuning().create(asked), () -> client().fineTuning().createAsync(asked));
  }

  private Object look(Capability capability, CallMode mode) {
    String job = "job-1";
    return switch (capability) {
      case PAUSE_JOB ->
        mode.call(
            () -> client().fineTuning().pause(job), () -> client().fineTuning().pauseAsync(job));
      case JOB_CHECKPOINTS ->
        mode.call(
            () -> client().fineTuning().checkpoints(job),
            () -> client().fineTuning().checkpointsAsync(job));
      default -> {
        mode.run(
            () -> client().fineTuning().delete(job), () -> client().fineTuning().deleteAsync(job));
        yield Optional.empty();
      }
    };
  }

  private Object deploy(CallMode mode) {
    DeploymentRequest request = DeploymentRequest.builder()
        .model(visionModel())
        .autoscaling(Autoscaling.builder().idleStop(Duration.ofMinutes(10)).build())
        .build();
    return mode.call(
        () -> client().deployments().create(request),
        () -> client().deployments().createAsync(request));
  }

  private Object infer(Capability capability, CallMode mode) {
    return switch (capability) {
      case EMBEDDINGS -> {
        EmbeddingRequest texts =
            EmbeddingRequest.of(r -> r.model(embeddingModel()).addInput("oak"));
        yield mode.call(
            () -> client().embeddings().create(texts),
            () -> client().embeddings().createAsync(texts));
      }
      case COMPLETIONS -> {
        CompletionRequest text =
            CompletionRequest.of(r -> r.model(visionModel()).prompt("The oak has"));
        yield mode.call(
            () -> client().completions().create(text),
            () -> client().completions().createAsync(text));
      }
      default ->
        mode.call(() -> client().batches().list(), () -> client().batches().listAsync());
    };
  }

  private Object ask(Capability capability, CallMode mode) {
    ChatRequest.Builder request = ChatRequest.builder().model(visionModel());
    switch (capability) {
      case IMAGE_DETAIL -> request.user("?", Signs.picture(Signs.RED, 1).withDetail(Detail.HIGH));
      case REMOTE_IMAGES ->
        request.user("?", Image.at(URI.create("https://signs.example/red.png")));
      case VIDEO_INPUT ->
        request.addMessage(
            Message.user(List.of(ContentPart.video(URI.create("https://signs.example/a.mp4")))));
      case AUDIO_INPUT ->
        request.addMessage(
            Message.user(List.of(ContentPart.audio(URI.create("https://signs.example/a.wav")))));
      case STRUCTURED_OUTPUT ->
        request.user("?").responseFormat(ResponseFormat.jsonSchema("sign", Map.of()));
      default -> request.user("?").addTool(Tool.builder().name("brake").build());
    }
    ChatRequest asked = request.build();
    return mode.call(() -> client().chat().create(asked), () -> client().chat().createAsync(asked));
  }
}

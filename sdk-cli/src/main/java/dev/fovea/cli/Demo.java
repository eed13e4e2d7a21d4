package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.ApiException;
import dev.fovea.error.FoveaException;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.image.Image;
import dev.fovea.preparation.DatasetParts;
import dev.fovea.preparation.LabelledPicture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The demonstration's steps at a provider: upload, train, deploy, ask, stop. */
final class Demo {
  private static final int LONGEST_ANSWER_TOKENS = 512;

  private final Context context;
  private final VisionClient client;
  private final Steps steps;
  private final DemoPlan plan;

  Demo(Context context, VisionClient client, Steps steps, DemoPlan plan) {
    this.context = context;
    this.client = client;
    this.steps = steps;
    this.plan = plan;
  }

  DemoResult run(Path trainingFile, DatasetParts parts) throws IOException {
    RemoteFile file = steps.step("Upload", () -> upload(trainingFile));
    String how = trainsAdapters() ? " (LoRA)" : "";
    FineTuningJob job = steps.step("Fine-tune " + plan.model() + how, () -> train(file.id()));
    Deployment deployment = steps.step("Deploy the tuned model", () -> deploy(job));
    List<DemoAnswer> answers = stoppedOnFailure(
        deployment,
        () -> steps.step(
            "Ask both models about the " + parts.validation().size() + " held-back pictures",
            () -> ask(deployment, parts.validation())));
    Deployment stopped = steps.step("Stop the deployment", () -> stop(deployment));
    return new DemoResult(plan, parts, new DemoResult.Trace(file, job, stopped), answers);
  }

  private <T> T stoppedOnFailure(Deployment deployment, Steps.Work<T> work) throws IOException {
    boolean done = false;
    try {
      T result = work.run();
      done = true;
      return result;
    } finally {
      if (!done) {
        stopAnyway(deployment);
      }
    }
  }

  private RemoteFile upload(Path trainingFile) {
    RemoteFile file;
    try (UploadBar bar = UploadBar.of(context)) {
      file = client.files().upload(trainingFile, bar);
    }
    file = client.files().await(file.id());
    steps.note(file.id() + " is " + file.providerStatus());
    return file;
  }

  private FineTuningJob train(String fileId) {
    FineTuningJob job = client.fineTuning().create(request -> {
      request.baseModel(plan.model()).trainingFile(fileId).suffix("fovea-demo");
      if (trainsAdapters()) {
        request.adapter(Adapter.lora());
      }
    });
    steps.note("job " + job.id());
    try {
      job =
          client.fineTuning().await(job.id(), wait -> wait.floor(plan.pause()).onEvent(this::tell));
    } catch (FoveaException e) {
      steps.note(
          "Cancel the job if it still runs: " + context.command("fine-tuning cancel " + job.id()));
      throw e;
    }
    job.fineTunedModel().ifPresent(model -> steps.note("tuned model " + model.name()));
    return job;
  }

  /** Tells an event; of the measurements of every step fewer and fewer, for they are hundreds. */
  private void tell(JobEvent event) {
    long step = event.type().equals("metrics") ? event.step().orElse(0L) : 0;
    if (Long.bitCount(step) <= 1) {
      steps.note(FineTuningCommands.line(event).strip());
    }
  }

  private boolean trainsAdapters() {
    return client.capabilities().contains(Capability.LORA_ADAPTER);
  }

  private Deployment deploy(FineTuningJob job) throws IOException {
    FineTunedModel model = job.fineTunedModel().orElseThrow();
    Optional<String> hardware =
        plan.hardware() != null ? Optional.of(plan.hardware()) : cheapest(model);
    Deployment started = client.deployments().create(request -> {
      request.model(model);
      hardware.ifPresent(request::hardware);
    });
    hardware.ifPresent(id -> steps.note("hardware       " + id));
    steps.note("deployment     " + started.id());
    if (client.deployments().hasMachines()) {
      steps.note("price per hour " + started.pricePerHour().map(Money::toString).orElse("unknown"));
      steps.note("stop it with   " + DeploymentsCreate.stopCommand(context, started.id()));
    } else {
      steps.note("billed         by the token; nothing runs, nothing to stop");
    }
    return stoppedOnFailure(
        started, () -> client.deployments().await(started.id(), wait -> wait.floor(plan.pause())));
  }

  /** {@return the cheapest hardware the model runs on; empty where the provider lists none} */
  private Optional<String> cheapest(FineTunedModel model) {
    return client.deployments().hardware(model.name()).stream()
        .min(Comparator.comparing(Demo::price))
        .map(Hardware::id);
  }

  private static BigDecimal price(Hardware hardware) {
    return hardware.pricePerHour().map(Money::amount).orElse(BigDecimal.valueOf(Long.MAX_VALUE));
  }

  private List<DemoAnswer> ask(Deployment deployment, List<LabelledPicture> heldBack) {
    ChatService tuned = client.deployments().chat(deployment);
    List<DemoAnswer> answers = new ArrayList<>();
    for (LabelledPicture one : heldBack) {
      answers.add(new DemoAnswer(
          one,
          baseAnswer(one),
          tuned.create(question(one, deployment.chatModel())).text()));
    }
    return answers;
  }

  /**
   * Not every base model can be asked without a deployment of its own; that ends no demonstration.
   */
  private String baseAnswer(LabelledPicture one) {
    try {
      return client.chat().create(question(one, plan.model())).text();
    } catch (ApiException e) {
      return "(no answer: HTTP " + e.status() + ")";
    }
  }

  private static ChatRequest question(LabelledPicture one, String model) {
    return ChatRequest.builder()
        .model(model)
        .user(one.question(), Image.of(one.picture()))
        .temperature(0)
        .maxTokens(LONGEST_ANSWER_TOKENS)
        .build();
  }

  private Deployment stop(Deployment deployment) {
    Deployment stopped =
        client.deployments().stop(deployment.id(), wait -> wait.floor(plan.pause()));
    steps.note(deployment.id() + " is " + stopped.status());
    return stopped;
  }

  /** Stops what bills though the demonstration failed or was interrupted. */
  private void stopAnyway(Deployment deployment) {
    // An interrupted thread cannot call; the flag is set again afterwards.
    boolean interrupted = Thread.interrupted();
    try {
      stop(deployment);
    } catch (FoveaException e) {
      context.say("Could not stop the deployment, which may still bill. Stop it: "
          + DeploymentsCreate.stopCommand(context, deployment.id()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

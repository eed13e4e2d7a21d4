package dev.fovea.examples;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.VisionClient;
import dev.fovea.providertests.ShapeTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider that is built here has the shape, and a reason for each method of its own. */
class ProviderShapeTest extends ShapeTest {
  private static final String ACCOUNT = "everything on its control plane stands below an account";
  private static final String PROJECT = "deployments and registry models stand below a project";
  private static final String INFERENCE = "questions go to another server than everything else";
  private static final String BATCHES =
      "batches can be asked for more than the neutral service says";
  private static final String BILLED = "an organization has projects, each with a bill of its own";
  private static final String ADMIN = "permissions of checkpoints need a key of another kind";
  private static final String WEBHOOKS = "it tells by signed messages that something is done";
  private static final String COMPATIBLE = "others' servers speak as it does, but not all of it";

  private static final Map<String, String> OWN = Map.ofEntries(
      entry("FireworksClient$Builder.accountId", ACCOUNT),
      entry("FireworksClient$Builder.inferenceBaseUrl", INFERENCE),
      entry("FireworksClient.batches", BATCHES),
      entry(
          "FireworksClient.evaluators", "graders of reinforcement fine-tuning are resources there"),
      entry("FireworksClient.rerank", "ranking of texts is a service of its own there"),
      entry("FireworksOptions$Builder.accountId", ACCOUNT),
      entry("FireworksOptions$Builder.inferenceBaseUrl", INFERENCE),
      entry("FireworksOptions.accountId", ACCOUNT),
      entry("FireworksOptions.inferenceBaseUrl", INFERENCE),
      entry("OpenAiClient.batches", BATCHES),
      entry("OpenAiClient.checkpointPermissions", ADMIN),
      entry("OpenAiClient.graders", "graders can be tried there before a job is paid for"),
      entry("OpenAiClient.moderations", "it judges texts and pictures by their harm, for nothing"),
      entry("OpenAiClient.webhooks", WEBHOOKS),
      entry("OpenAiClient$Builder.adminKey", ADMIN),
      entry("OpenAiClient$Builder.compatible", COMPATIBLE),
      entry("OpenAiClient$Builder.organization", BILLED),
      entry("OpenAiClient$Builder.projectId", BILLED),
      entry("OpenAiClient$Builder.webhookSecret", WEBHOOKS),
      entry("OpenAiOptions$Builder.adminKey", ADMIN),
      entry("OpenAiOptions$Builder.compatible", COMPATIBLE),
      entry("OpenAiOptions$Builder.organization", BILLED),
      entry("OpenAiOptions$Builder.projectId", BILLED),
      entry("OpenAiOptions$Builder.webhookSecret", WEBHOOKS),
      entry("OpenAiOptions.adminKey", ADMIN),
      entry("OpenAiOptions.compatible", COMPATIBLE),
      entry("OpenAiOptions.organization", BILLED),
      entry("OpenAiOptions.projectId", BILLED),
      entry("OpenAiOptions.webhookSecret", WEBHOOKS),
      entry("OpenAiProvider.tokens", "only OpenAI publishes a rule for the tokens of pictures"),
      entry("TogetherClient$Builder.inferenceBaseUrl", INFERENCE),
      entry("TogetherClient$Builder.projectId", PROJECT),
      entry("TogetherClient.endpoints", "endpoints of the first interface still run and bill"),
      entry("TogetherOptions$Builder.inferenceBaseUrl", INFERENCE),
      entry("TogetherOptions$Builder.projectId", PROJECT),
      entry("TogetherOptions.inferenceBaseUrl", INFERENCE),
      entry("TogetherOptions.projectId", PROJECT));

  /** What ours have besides, since all three offer more than the neutral services. */
  private static final List<String> MORE = List.of(
      "ChatOptions",
      "FineTuningOptions",
      "DeploymentOptions",
      "FileService",
      "FineTuningService",
      "DeploymentService",
      "ModelService",
      "File",
      "FineTuningJob",
      "Deployment",
      "Batch",
      "ListQuery");

  ProviderShapeTest() {
    super(OWN);
  }

  @Override
  protected List<Class<? extends VisionClient>> clients() {
    return FoundProviders.clients();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void oursShowWhatTheyOfferBesides(Class<?> client) {
    assertThat(MORE).allSatisfy(name -> assertThat(type(client, name)).isPublic());
  }
}

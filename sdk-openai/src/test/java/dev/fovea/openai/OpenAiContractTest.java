package dev.fovea.openai;

import dev.fovea.inference.BatchRequest;
import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.OpenAiExtension;
import dev.fovea.testkit.contract.ProviderContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiContractTest extends ProviderContract {
  @RegisterExtension
  static final OpenAiExtension OPENAI = OpenAiExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return OPENAI.openAi();
  }

  @Override
  public String provider() {
    return OpenAiProvider.ID;
  }

  @Override
  public String visionModel() {
    return "gpt-4o-2024-08-06";
  }

  @Override
  public String embeddingModel() {
    return "text-embedding-3-small";
  }

  /** Each line of the file names its model. */
  @Override
  public BatchRequest batch(String inputFile) {
    return BatchRequest.of(r -> r.inputFile(inputFile));
  }
}

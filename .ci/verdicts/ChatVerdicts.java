import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatRules;
import dev.fovea.error.FoveaException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;

/** What a provider's chat rules say of single pictures. */
final class ChatVerdicts {
  private final String provider;
  private final Answers answers;

  ChatVerdicts(String provider, Answers answers) {
    this.provider = provider;
    this.answers = answers;
  }

  void pictures(Path folder) {
    Manifest manifest = Manifest.read(folder);
    boolean told = manifest.columns().contains(provider + "_infer");
    for (String[] row : manifest.rows()) {
      String verdict = told ? manifest.value(row, provider + "_infer") : derived(manifest, row);
      answers.compare(
          provider + " chat", manifest.name(row), verdict, rules(manifest.file(row)));
    }
  }

  // No column says what OpenAI's chat takes: PNG, JPEG, WEBP and GIFs with one frame, of any colours.
  private String derived(Manifest manifest, String[] row) {
    if (!provider.equals("openai")) {
      throw new IllegalArgumentException("no verdicts of chat with " + provider);
    }
    String training = manifest.value(row, "openai_train");
    boolean still = manifest.value(row, "frames").equals("1");
    if (manifest.value(row, "magic").equals("GIF")) {
      boolean whole = manifest.value(row, "valid").equals("valid");
      return still && whole ? "accept" : whole ? "reject:animated" : "unspecified";
    }
    if (training.equals("reject:mode")) {
      boolean animated = manifest.value(row, "notes").contains("animated");
      return animated ? "unspecified:animated" : "accept";
    }
    return training;
  }

  private List<String> rules(Path picture) {
    try {
      ChatRequest request =
          ChatRequest.builder().model("any").user("What is this?", Image.of(picture)).build();
      return ChatRules.of(provider).check(request).stream().map(ChatVerdicts::rule).toList();
    } catch (FoveaException | IllegalArgumentException e) {
      return List.of(e.getClass().getSimpleName());
    }
  }

  private static String rule(Finding finding) {
    return finding.severity() == Severity.ERROR ? finding.rule() : "(" + finding.rule() + ")";
  }
}

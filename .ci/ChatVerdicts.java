import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatRules;
import dev.fovea.error.FoveaException;
import dev.fovea.finding.Severity;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Compares what a provider's chat rules say of single pictures with a manifest's verdicts. */
class ChatVerdicts {
  public static void main(String[] arguments) throws IOException {
    String provider = arguments[0];
    Path folder = Path.of(arguments[1]);
    List<String[]> rows = Files.readAllLines(folder.resolve("manifest.tsv")).stream()
        .map(row -> row.split("\t", -1))
        .toList();
    List<String> names = Arrays.asList(rows.get(0));
    int column = names.indexOf(provider + "_infer");
    int wrong = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      String errors = errors(provider, folder.resolve(row[0]));
      String wanted = column >= 0 ? row[column] : derived(provider, names, row);
      boolean disagrees = wanted.equals("accept") && !errors.isEmpty()
          || wanted.startsWith("reject") && errors.isEmpty();
      if (disagrees) {
        wrong++;
        System.out.println("  " + row[0] + ": wanted " + wanted + ", found " + errors);
      }
    }
    System.out.println(provider + " chat, " + folder.getFileName() + ": " + (rows.size() - 1)
        + " pictures, " + wrong + " wrong verdicts");
    System.exit(wrong == 0 && rows.size() > 1 ? 0 : 1);
  }

  // No column says what OpenAI's chat takes: PNG, JPEG, WEBP and GIFs with one frame, of any colours.
  private static String derived(String provider, List<String> names, String[] row) {
    if (!provider.equals("openai")) {
      throw new IllegalArgumentException("no verdicts of chat with " + provider);
    }
    String training = row[names.indexOf("openai_train")];
    String format = row[names.indexOf("magic")];
    if (format.equals("GIF")) {
      boolean whole = row[names.indexOf("valid")].equals("valid");
      boolean still = row[names.indexOf("frames")].equals("1");
      return still && whole ? "accept" : whole ? "reject:animated" : "unspecified";
    }
    return training.equals("reject:mode")
        ? row[names.indexOf("frames")].equals("1") ? "accept" : "unspecified:animated"
        : training;
  }

  private static String errors(String provider, Path picture) {
    try {
      ChatRequest request =
          ChatRequest.builder().model("any").user("What is this?", Image.of(picture)).build();
      return String.join("; ", ChatRules.of(provider).check(request).stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .map(String::valueOf)
          .toList());
    } catch (FoveaException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

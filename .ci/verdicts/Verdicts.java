import dev.fovea.image.Imaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Verdicts DATA ANSWERS with|without: compares what is said of the reference pictures and data sets,
 * with or without pixels within reach.
 */
final class Verdicts {
  private static final List<String> FOLDERS = List.of("images", "photos", "receipts", "tables");

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path answers = Path.of(arguments[1]);
    boolean imaging = arguments[2].equals("with");
    if (Imaging.find().isPresent() != imaging) {
      throw new IllegalStateException("sdk-imaging: wanted " + arguments[2]);
    }
    int wrong = datasets(data, answers, imaging, false) + datasets(data, answers, imaging, true);
    Answers chats = new Answers(answers);
    for (String provider : List.of("fireworks", "openai")) {
      for (String folder : FOLDERS) {
        new ChatVerdicts(provider, chats).pictures(data.resolve(folder));
      }
    }
    wrong += chats.end(arguments[2] + " sdk-imaging, chat rules");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static int datasets(Path data, Path file, boolean imaging, boolean decode)
      throws IOException {
    Answers answers = new Answers(file);
    for (String provider : List.of("together", "fireworks", "openai")) {
      DatasetVerdicts verdicts = new DatasetVerdicts(data, provider, decode, answers);
      for (String folder : FOLDERS) {
        verdicts.pictures(folder);
      }
      verdicts.files();
      if (provider.equals("together")) {
        verdicts.theirOwn();
      }
    }
    return answers.end((imaging ? "with" : "without") + " sdk-imaging, decode " + decode);
  }
}

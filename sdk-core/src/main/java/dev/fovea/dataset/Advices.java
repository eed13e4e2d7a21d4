package dev.fovea.dataset;

import dev.fovea.image.Imaging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The warnings that save money, in the same pass as the rules. All they remember together stays
 * below about 8 MB.
 */
final class Advices {
  private final List<Advice> all;
  private final long validationExamples;

  private Advices(List<Advice> all, long validationExamples) {
    this.all = all;
    this.validationExamples = validationExamples;
  }

  /** {@return none, for what is not read} */
  static Advices none() {
    return new Advices(List.of(), 0);
  }

  /**
   * {@return those for one data set}
   *
   * @param profile the settings
   * @param options what the check looks at; the validation file is read here
   * @param findings who is told
   * @param passes makes what looks at the pictures of the validation file
   * @throws dev.fovea.error.DatasetException if the validation file cannot be read
   */
  static Advices of(
      DatasetProfile profile,
      CheckOptions options,
      FindingSink findings,
      Supplier<PicturePass> passes) {
    ModelTokens model =
        options.tokens().or(() -> DatasetProviders.usualTokens(profile.id())).orElse(null);
    String blind = blind(options);
    List<Advice> all = new ArrayList<>();
    all.add(new Unanswered(profile, findings));
    all.add(new LargePictures(profile, findings, model));
    all.add(new OtherAnswers(profile, findings, blind));
    Optional<ValidationFile> validation =
        options.validationFile().map(file -> ValidationFile.read(file, profile, passes));
    validation.ifPresent(file -> all.add(new Twins(findings, file, blind)));
    if (model != null && profile.is("detail", "yes")) {
      all.add(new LowDetail(profile, findings, model));
    }
    all.add(new AnswerShares(profile, findings));
    return new Advices(all, validation.map(ValidationFile::examples).orElse(0L));
  }

  /** {@return why no pixels are seen; null if they are} */
  private static @Nullable String blind(CheckOptions options) {
    if (!options.decode()) {
      return "pixels were not decoded: decode(true), --decode";
    }
    return Imaging.find().isPresent() ? null : "sdk-imaging is not on the class path";
  }

  /** Looks at an example. */
  void see(ScannedLine line, Map<?, ?> example, Shape shape) {
    if (!all.isEmpty()) {
      Lesson lesson = Lesson.of(line, example, shape);
      all.forEach(advice -> advice.see(lesson));
    }
  }

  /** {@return how many examples the validation file has; 0 without one} */
  long validationExamples() {
    return validationExamples;
  }

  /** Says what can only be said at the end of the file. */
  void end() {
    all.forEach(Advice::end);
  }
}

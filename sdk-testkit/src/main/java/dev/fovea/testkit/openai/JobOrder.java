package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Syllabus;
import dev.fovea.testkit.learning.TunedModel;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a job.
 *
 * @param id its id
 * @param request the request with a method and a seed
 * @param base the model that is tuned, or that the tuned one was made from
 * @param before what the model knows already; null when it begins
 * @param training the file it learns from
 * @param validation the file it is measured with; null for none
 * @param result the name of the tuned model
 * @param createdAt when it was created
 */
record JobOrder(
    String id,
    ObjectNode request,
    Catalogue.Model base,
    @Nullable TunedModel before,
    StoredFile training,
    @Nullable StoredFile validation,
    String result,
    Instant createdAt) {
  private static final String ITEM = "\\{\\{\\s*item\\.([^}\\s]+)\\s*}}";
  // What a grader calls its reference is the answer; failing that, whatever it reads of the line.
  private static final List<Pattern> FORMS =
      List.of(Pattern.compile("\"reference\":\"[^\"{]*" + ITEM), Pattern.compile(ITEM));

  String method() {
    return request.path("method").path("type").asText();
  }

  boolean isSupervised() {
    return method().equals("supervised");
  }

  boolean isReinforcement() {
    return method().equals("reinforcement");
  }

  /** What a line's right answer is: for reinforcement, the field its grader compares with. */
  Syllabus syllabus() {
    return new Syllabus(reference(), TrainingPictures.FORMATS, TrainingPictures::fetch);
  }

  private String reference() {
    String grader = request.at("/method/reinforcement/grader").toString();
    for (Pattern form : FORMS) {
      Matcher reference = form.matcher(grader);
      if (isReinforcement() && reference.find()) {
        return reference.group(1);
      }
    }
    return "";
  }
}

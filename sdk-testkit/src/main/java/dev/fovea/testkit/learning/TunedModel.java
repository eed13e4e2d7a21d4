package dev.fovea.testkit.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fine-tuning job learned: it answers with the trained answer that the pictures most like
 * the new one vote for, each by its closeness, among the examples with the same question when there
 * are any. The answer's text is given unchanged. Immutable.
 */
public final class TunedModel {
  private final List<Lesson.Example> examples;
  private final @Nullable Metric metric;

  private TunedModel(List<Lesson.Example> examples, @Nullable Metric metric) {
    this.examples = examples;
    this.metric = metric;
  }

  /**
   * Learns: from right answers, or the better one of two.
   *
   * @param training the JSONL file, already found valid
   * @param before what the model knows already; null when it begins
   * @return the model
   * @throws IOException when the file cannot be read
   * @throws IllegalStateException when a picture in it cannot be decoded; the message names the
   *     line
   */
  public static TunedModel learn(Path training, @Nullable TunedModel before) throws IOException {
    return learn(training, before, Syllabus.STRICT);
  }

  /**
   * Learns by the rules of a provider.
   *
   * @param training the JSONL file, already found valid
   * @param before what the model knows already; null when it begins
   * @param syllabus what is learned of it
   * @return the model
   * @throws IOException when the file cannot be read
   * @throws IllegalStateException when a picture in it cannot be decoded and may not be left out;
   *     the message names the line
   */
  public static TunedModel learn(Path training, @Nullable TunedModel before, Syllabus syllabus)
      throws IOException {
    List<Lesson.Example> examples = new ArrayList<>(Lesson.read(training, syllabus));
    if (before != null) {
      examples.addAll(before.examples);
    }
    List<Lesson.Example> withPictures =
        examples.stream().filter(e -> !e.pictures().isEmpty()).toList();
    if (withPictures.isEmpty()) {
      return new TunedModel(examples, null);
    }
    List<Feature> features =
        withPictures.stream().map(e -> Feature.mean(e.pictures())).toList();
    List<String> answers = withPictures.stream().map(e -> e.answer().key()).toList();
    return new TunedModel(examples, Metric.learn(features, answers));
  }

  /**
   * Answers.
   *
   * @param question the text beside the pictures
   * @param pictures what the question is about, possibly nothing
   * @return the answer, or nothing when nothing fitting was learned
   */
  public Optional<Answer> answer(String question, List<Picture> pictures) {
    if (metric == null || pictures.isEmpty()) {
      return byWords(Lesson.normal(question));
    }
    Feature seen = Feature.mean(pictures.stream().map(Feature::of).toList());
    return byLooks(metric, Lesson.normal(question), seen);
  }

  private Optional<Answer> byLooks(Metric looks, String question, Feature seen) {
    List<Lesson.Example> candidates =
        new ArrayList<>(examples.stream().filter(e -> !e.pictures().isEmpty()).toList());
    if (candidates.stream().anyMatch(e -> e.question().equals(question))) {
      candidates.removeIf(e -> !e.question().equals(question));
    }
    double[] distances = candidates.stream()
        .mapToDouble(e -> looks.distance(seen, Feature.mean(e.pictures())))
        .toArray();
    // Measured from the nearest, so that something wins also when nothing is near.
    double nearest = Arrays.stream(distances).min().orElse(0);
    Map<String, Double> votes = new LinkedHashMap<>();
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (int i = 0; i < distances.length; i++) {
      Answer answer = candidates.get(i).answer();
      votes.merge(answer.key(), Math.exp(nearest - distances[i]), Double::sum);
      answers.putIfAbsent(answer.key(), answer);
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(e -> answers.get(e.getKey()));
  }

  private Optional<Answer> byWords(String question) {
    Set<String> asked = words(question);
    Lesson.Example best = null;
    double bestShare = -1;
    for (Lesson.Example example : examples) {
      Set<String> common = words(example.question());
      int union = common.size() + asked.size();
      common.retainAll(asked);
      double share = (double) common.size() / Math.max(1, union - common.size());
      if (share > bestShare) {
        bestShare = share;
        best = example;
      }
    }
    return Optional.ofNullable(best).map(Lesson.Example::answer);
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.split("\\W+")));
  }
}

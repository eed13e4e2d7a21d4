package dev.fovea.preparation;

import dev.fovea.config.ValueObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a build wrote. Immutable. */
public final class BuildReport extends ValueObject {
  private final Part training;
  private final @Nullable Part validation;
  private final SortedSet<String> unusedFields;
  private final boolean splitByLabels;

  BuildReport(
      Part training,
      @Nullable Part validation,
      SortedSet<String> unusedFields,
      boolean splitByLabels) {
    this.training = training;
    this.validation = validation;
    this.unusedFields = Collections.unmodifiableSortedSet(new TreeSet<>(unusedFields));
    this.splitByLabels = splitByLabels;
  }

  /** {@return the data set to train on} */
  public Part training() {
    return training;
  }

  /** {@return the data set to judge by; absent when none was asked for} */
  public Optional<Part> validation() {
    return Optional.ofNullable(validation);
  }

  /** {@return fields that stand beside a label, where they have no meaning; mostly empty} */
  public SortedSet<String> unusedFields() {
    return unusedFields;
  }

  /** {@return whether the labels said which picture goes where; a split was not looked at then} */
  public boolean splitByLabels() {
    return splitByLabels;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("training", training);
    part.accept("validation", validation);
    part.accept("unusedFields", unusedFields);
    part.accept("splitByLabels", splitByLabels);
  }

  /** One data set that was written. Immutable. */
  public static final class Part extends ValueObject {
    private final Path file;
    private final long examples;
    private final long bytes;
    private final SortedMap<String, Long> classes;

    Part(Path file, long bytes, List<LabelledPicture> examples) {
      this.file = file;
      this.bytes = bytes;
      this.examples = examples.size();
      TreeMap<String, Long> counts = new TreeMap<>();
      examples.forEach(one -> counts.merge(one.answer(), 1L, Long::sum));
      this.classes = Collections.unmodifiableSortedMap(counts);
    }

    /** {@return the file as it was named} */
    public Path file() {
      return file;
    }

    /** {@return how many examples it has} */
    public long examples() {
      return examples;
    }

    /** {@return its size in bytes} */
    public long bytes() {
      return bytes;
    }

    /** {@return how many examples each answer has, in alphabetical order} */
    public SortedMap<String, Long> classes() {
      return classes;
    }

    @Override
    protected void parts(BiConsumer<String, @Nullable Object> part) {
      part.accept("file", file);
      part.accept("examples", examples);
      part.accept("bytes", bytes);
      part.accept("classes", classes);
    }
  }
}

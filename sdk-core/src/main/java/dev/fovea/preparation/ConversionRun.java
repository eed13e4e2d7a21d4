package dev.fovea.preparation;

import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One conversion of one data set. Each line is written at the end of the draft, checked there by
 * the target's own rules, and taken back if they find an error: the rules are the only judge of
 * what is good, and what is read is never more than a line, or a few whose pictures are fetched.
 */
final class ConversionRun {
  private final Conversion conversion;
  private final Source source;
  private final Target target;
  private final ConversionOptions options;
  private final ChangeLog log;
  private final EvenLines even;
  private final FetchAhead ahead;
  private final PictureStep pictures;
  private final List<Step> beforePictures;
  private final List<Step> steps;
  private long lines;

  ConversionRun(Conversion conversion, Source source, ConversionOptions options) {
    this.conversion = conversion;
    this.source = source;
    this.target = conversion.format();
    this.options = options;
    this.log = new ChangeLog(options);
    this.even = new EvenLines(target);
    this.ahead = new FetchAhead(target, options);
    this.pictures = new PictureStep(target, options, ahead);
    // These look at nothing but their line: they may run before it is its turn.
    this.beforePictures =
        List.of(new KindStep(target), new FunctionStep(target), new RoleStep(target));
    this.steps =
        List.of(pictures, new FieldStep(target), even, new TurnStep(target), new FormStep(target));
  }

  ConversionReport run(Stream<DatasetLine> input, DraftFile draft) {
    try {
      return converted(input, draft);
    } catch (DatasetException | UncheckedIOException e) {
      // An interrupt closes the files of its thread.
      throw Thread.currentThread().isInterrupted() ? interrupted(e) : e;
    }
  }

  private InterruptedCallException interrupted(RuntimeException cause) {
    return new InterruptedCallException(Failure.builder()
        .operation("convert from " + source.id() + " to " + target.id())
        .message("the thread was interrupted")
        .cause(cause)
        .next("nothing was written; convert again")
        .build());
  }

  private ConversionReport converted(Stream<DatasetLine> input, DraftFile draft) {
    try (ahead) {
      LinesAhead begun = new LinesAhead(input.iterator(), this::begin, ahead);
      for (LineDraft line = begun.next(); line != null; line = begun.next()) {
        lines++;
        end(line, draft);
        options.onProgress().accept(line.end());
      }
    }
    ConversionReport report = new ConversionReport(conversion, lines, log, check(draft));
    if (report.written()) {
      draft.publish();
    }
    return report;
  }

  private DatasetReport check(DraftFile draft) {
    draft.size();
    try (InputStream in = draft.from(0)) {
      return target.rules().check(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the draft", e);
    }
  }

  /** Does to a line what can be done before its pictures are there, and has them fetched. */
  private LineDraft begin(DatasetLine line) {
    LineChanges changes = new LineChanges(line.number());
    try {
      if (!line.findings().isEmpty()) {
        Finding first = line.findings().get(0);
        throw new LineDropped(first.pointer().orElse(""), first.message());
      }
      Draft draft = source.draft(line, target, changes);
      beforePictures.forEach(step -> step.apply(draft, changes));
      return new LineDraft(line.end(), changes, draft, ahead.begin(draft));
    } catch (LineDropped e) {
      changes.dropped(e.pointer(), String.valueOf(e.getMessage()));
      return new LineDraft(line.end(), changes, null, List.of());
    }
  }

  private void end(LineDraft line, DraftFile file) {
    Draft draft = line.draft();
    if (draft != null) {
      try {
        steps.forEach(step -> step.apply(draft, line.changes()));
        write(draft.example(), file);
        even.written(draft);
      } catch (LineDropped e) {
        line.changes().dropped(e.pointer(), String.valueOf(e.getMessage()));
      } finally {
        pictures.release();
        ahead.release(line.addresses());
      }
    }
    line.changes().tell(log);
  }

  /** Writes an example if the target's rules have nothing against it. */
  private void write(Example example, DraftFile file) {
    long before = file.size();
    String problem = tried(example, file);
    // Also the place where a full disk tells.
    file.size();
    if (problem == null) {
      problem = error(file, before);
    }
    if (problem != null) {
      file.truncate(before);
      throw new LineDropped("", problem);
    }
  }

  private @Nullable String tried(Example example, DraftFile file) {
    try (DatasetWriter writer = DatasetWriter.open(file.end(), target.format())) {
      writer.write(example);
      return null;
    } catch (ImageException | DatasetException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** {@return what is wrong with the last line; null if nothing is} */
  private @Nullable String error(DraftFile file, long place) {
    try (InputStream in = file.from(place)) {
      return target.rules().check(in).findings().stream()
          .filter(found -> found.severity() == Severity.ERROR && found.line().isPresent())
          .findFirst()
          .map(ConversionRun::refused)
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the draft", e);
    }
  }

  private static String refused(Finding finding) {
    String place = finding.pointer().map(pointer -> " at " + pointer).orElse("");
    return finding.rule() + place + ": " + finding.message() + "; " + finding.fix();
  }
}

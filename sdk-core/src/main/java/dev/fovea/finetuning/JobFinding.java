package dev.fovea.finetuning;

import dev.fovea.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the events of a job say about its data, for one reason: all events with the same rule
 * together. Immutable.
 *
 * @param finding what the first of them says, with what to do about it; without a line of its own
 *     when there are several
 * @param affected how many pictures or examples it is about; an event without a number counts as 1
 * @param events how many events said so
 */
public record JobFinding(Finding finding, long affected, int events) {
  /**
   * Checks the parts.
   *
   * @param finding what the first of them says
   * @param affected how many pictures or examples it is about
   * @param events how many events said so
   */
  public JobFinding {
    Objects.requireNonNull(finding, "finding");
  }

  /**
   * Counts what events say about the data.
   *
   * @param events a job's events, in any order, each once
   * @return one entry for each reason, the one that affects most first
   */
  public static List<JobFinding> of(Iterable<JobEvent> events) {
    Counting counting = counting();
    events.forEach(counting);
    return counting.found();
  }

  /** {@return a count that has seen nothing yet; a listener of events} */
  public static Counting counting() {
    return new Counting();
  }

  private JobFinding and(JobFinding other) {
    Finding both = Finding.builder()
        .rule(finding.rule())
        .severity(finding.severity())
        .message(finding.message())
        .fix(finding.fix())
        .build();
    return new JobFinding(both, affected + other.affected, events + other.events);
  }

  /** Counts while events are told, such as by {@link JobWait.Builder#onEvent}. For one thread. */
  public static final class Counting implements Consumer<JobEvent> {
    private final Map<String, JobFinding> byRule = new LinkedHashMap<>();

    private Counting() {}

    @Override
    public void accept(JobEvent event) {
      event.finding().ifPresent(finding -> {
        JobFinding one = new JobFinding(finding, event.affected().orElse(1L), 1);
        byRule.merge(finding.rule(), one, JobFinding::and);
      });
    }

    /** {@return one entry for each reason so far, the one that affects most first} */
    public List<JobFinding> found() {
      List<JobFinding> found = new ArrayList<>(byRule.values());
      found.sort(Comparator.comparingLong(JobFinding::affected).reversed());
      return List.copyOf(found);
    }
  }
}

package dev.fovea.benchmarks;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one line costs: a conversation with two pictures, in memory. To be run with {@code -prof
 * gc}; the bytes allocated a line are the figure to trust.
 *
 * <p>Each call is a check, a reader or a writer of its own, its buffers included. Ten lines instead
 * of one show what a further line costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class LineBenchmark {
  private static final DatasetFormat FORMAT = DatasetFormat.of("together");

  /** How many lines a call has. */
  @Param({"1", "10"})
  public int lines;

  private List<Example> examples = List.of();
  private byte[] written = new byte[0];

  /** Draws the pictures and writes the lines. */
  @Setup
  public void draw() throws IOException {
    examples = VisionFile.examples(7, lines);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out);
    written = out.toByteArray();
  }

  /** {@return the report of a check of the lines} */
  @Benchmark
  public DatasetReport check() {
    return DatasetRules.of("together").check(new ByteArrayInputStream(written));
  }

  /** {@return how many lines were read} */
  @Benchmark
  public long read() {
    try (Stream<Example> read = DatasetReader.read(new ByteArrayInputStream(written), FORMAT)) {
      return read.mapToLong(example -> example.additionalProperties().size() + 1)
          .sum();
    }
  }

  /** {@return how many bytes were written} */
  @Benchmark
  public long write() {
    return write(OutputStream.nullOutputStream());
  }

  private long write(OutputStream out) {
    try (DatasetWriter writer = DatasetWriter.open(out, FORMAT)) {
      examples.forEach(writer::write);
      return writer.bytes();
    }
  }
}

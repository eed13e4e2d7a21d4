package dev.fovea.benchmarks;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

/** Makes a data set of the wanted size: conversations with two pictures each, none twice. */
final class VisionFile {
  private static final List<String> THINGS =
      List.of("maple leaf", "oak leaf", "birch leaf", "gear wheel", "hex bolt", "till receipt");

  private final DrawnPictures pictures;
  private final Random random;
  private long drawn;

  private VisionFile(DrawnPictures pictures, long seed) {
    this.pictures = pictures;
    this.random = new Random(seed);
  }

  /**
   * Writes at least that many bytes, equal for equal sizes and seeds.
   *
   * @return what was written, for a person
   */
  static String generate(Path file, long bytes, long seed) throws IOException {
    return generate(file, bytes, DrawnPictures.drawn(seed), seed);
  }

  static String generate(Path file, long bytes, DrawnPictures pictures, long seed) {
    VisionFile source = new VisionFile(pictures, seed);
    try (DatasetWriter writer = DatasetWriter.open(file, DatasetFormat.of("together"))) {
      while (writer.bytes() < bytes) {
        writer.write(source.example(writer.examples()));
      }
      return String.format(
          Locale.ROOT,
          "%s: %,d bytes, %,d lines, %,d pictures",
          file,
          writer.bytes(),
          writer.examples(),
          source.drawn);
    }
  }

  /** {@return that many examples, in memory} */
  static List<Example> examples(long seed, int count) throws IOException {
    VisionFile source = new VisionFile(DrawnPictures.drawn(seed), seed);
    return LongStream.range(0, count).mapToObj(source::example).toList();
  }

  private Example example(long number) {
    String first = THINGS.get(random.nextInt(THINGS.size()));
    String second = THINGS.get(random.nextInt(THINGS.size()));
    return Example.conversation(
        Message.user("Pair " + number + ": what do the two pictures show?", next(), next()),
        Message.assistant("The first a " + first + ", the second a " + second + "."));
  }

  private Image next() {
    return Image.of(pictures.picture(drawn++));
  }
}

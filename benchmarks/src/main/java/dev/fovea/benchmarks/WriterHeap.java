package dev.fovea.benchmarks;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/** How much of the heap an open writer keeps, whatever it has written. */
final class WriterHeap {
  private static final int EXAMPLES = 600;

  private WriterHeap() {}

  /** {@return the bytes that are free again once the writer is gone, for a person} */
  static String held(Path folder) throws IOException {
    PictureFolder pictures = PictureFolder.of(folder.resolve("pictures"));
    // The first one loads classes and fills Jackson's pools, which stay.
    written(pictures).close();
    long before = used();
    DatasetWriter writer = written(pictures);
    long open = used();
    String text = String.format(
        Locale.ROOT,
        "an open writer holds %.2f MB after %,d examples (%,d bytes)",
        (open - before) / 1e6,
        writer.examples(),
        writer.bytes());
    writer.close();
    return text;
  }

  private static DatasetWriter written(PictureFolder pictures) {
    DatasetWriter writer =
        DatasetWriter.open(OutputStream.nullOutputStream(), DatasetFormat.of("together"));
    for (int i = 0; i < EXAMPLES; i++) {
      writer.write(Example.conversation(
          Message.user("What is it?", Image.of(pictures.file(i))), Message.assistant("A leaf.")));
    }
    return writer;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

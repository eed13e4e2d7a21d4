package dev.fovea.cli;

import dev.fovea.disk.WholeFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A page on its way to the disk, example by example. It appears under its name when it is whole, or
 * not at all.
 */
final class ViewPage implements Closeable {
  private final WholeFile file;
  private final OutputStream out;
  private final ViewTemplate template;

  ViewPage(Path target) throws IOException {
    this.template = ViewTemplate.read();
    this.file = WholeFile.beside(target);
    this.out = new BufferedOutputStream(Files.newOutputStream(file.part()), 64 * 1024);
    boolean begun = false;
    try {
      out.write(template.head());
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  /**
   * Writes an example and, apart from it, its pictures: a browser reads them when they are seen.
   */
  void example(Map<String, Object> facts, List<String> pictures) throws IOException {
    data("example", facts);
    if (pictures.stream().anyMatch(url -> !url.isEmpty())) {
      data("pictures-" + facts.get("line"), pictures);
    }
  }

  /** Writes what is said of the whole data set, and lets the page appear. */
  void finish(Map<String, Object> summary) throws IOException {
    data("summary", summary);
    out.write(template.foot());
    out.close();
    file.commit(StandardCopyOption.REPLACE_EXISTING);
  }

  private void data(String name, Object value) throws IOException {
    String tag = "<script type=\"application/json\" data-for=\"" + name + "\">";
    out.write(tag.getBytes(StandardCharsets.UTF_8));
    out.write(ViewText.inScript(value));
    out.write("</script>\n".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
    }
  }
}

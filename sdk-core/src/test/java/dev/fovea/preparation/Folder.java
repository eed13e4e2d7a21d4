package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A folder with pictures and labels, for the tests of this package. */
final class Folder {
  private final Path path;

  Folder(Path path) {
    this.path = path;
  }

  static DatasetFormat format() {
    try (InputStream in = DatasetFormat.class.getResourceAsStream("test.properties")) {
      return DatasetFormat.of(DatasetProfile.read("test", in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture like no other: its number is its colour. */
  static byte[] png(int number) {
    BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 1, number * 2_654_435);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  Path path(String name) {
    return path.resolve(name);
  }

  Path png(String name, int number) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, png(number));
  }

  Path labels(String name, String text) throws IOException {
    return Files.writeString(path.resolve(name), text);
  }

  DatasetBuild build(String labels, String text) throws IOException {
    return DatasetBuild.of(path, labels(labels, text)).format(format());
  }

  /** Pictures with labels: {@code a} of the first class, {@code b} of the second, … */
  List<LabelledPicture> classes(int... sizes) throws IOException {
    List<LabelledPicture> all = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; j < sizes[i]; j++) {
        Path picture = png("p" + i + "-" + j + ".png", all.size() + 1);
        all.add(new LabelledPicture(picture, "?", String.valueOf((char) ('a' + i))));
      }
    }
    return all;
  }

  /** The names of all files that are no pictures or labels. */
  List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".png") && !name.startsWith("labels"))
          .sorted()
          .toList();
    }
  }
}

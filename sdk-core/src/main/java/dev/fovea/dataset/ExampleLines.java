package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finding.Finding;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The examples of one data set, read one after the other. */
final class ExampleLines implements Iterator<Example>, AutoCloseable {
  private final String name;
  private final InputStream in;
  private final DatasetProfile profile;
  private final @Nullable Consumer<Finding> problems;
  private final FileSlice.@Nullable Version file;
  private final Spill spill = new Spill();
  private final LineScanner scanner;
  private final ScannedLine line = new ScannedLine();
  private @Nullable Example next;

  private ExampleLines(
      InputStream in,
      FileSlice.@Nullable Version file,
      DatasetProfile profile,
      @Nullable Consumer<Finding> problems) {
    this.in = in;
    this.file = file;
    this.name = file == null ? "the data set" : file.path().toString();
    this.profile = profile;
    this.problems = problems;
    this.scanner = new LineScanner(
        ByteWindow.of(in),
        profile.bounds(Integer.MAX_VALUE),
        file == null ? spill::next : PicturePass::none);
  }

  static ExampleLines of(Path file, DatasetProfile profile, @Nullable Consumer<Finding> problems)
      throws IOException {
    FileSlice.Version version = FileSlice.Version.of(file);
    return new ExampleLines(Files.newInputStream(file), version, profile, problems);
  }

  static ExampleLines of(
      InputStream in, DatasetProfile profile, @Nullable Consumer<Finding> problems) {
    return new ExampleLines(in, null, profile, problems);
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && scanner.next(line)) {
        next = example();
      }
    } catch (IOException e) {
      throw DatasetCheck.unreadable(name, e);
    }
    return next != null;
  }

  @Override
  public Example next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("no more examples");
    }
    Example example = next;
    next = null;
    return example;
  }

  private @Nullable Example example() throws IOException {
    if (line.isBlank() && !line.isBroken()) {
      return null;
    }
    spill.flush();
    Example example = null;
    List<Flaw> flaws = new ArrayList<>();
    Shape shape = shape(flaws);
    if (shape != null) {
      example = read(shape, flaws);
    }
    if (flaws.isEmpty()) {
      return example;
    }
    report(flaws);
    return null;
  }

  private @Nullable Shape shape(List<Flaw> flaws) {
    Object value = null;
    try {
      value = line.isBroken() ? null : JsonTree.read(line);
    } catch (NoSuchElementException e) {
      // The line has a flaw that tells.
      value = null;
    }
    line.flaws().stream().filter(flaw -> flaw.rule() != Rule.BYTE_ORDER_MARK).forEach(flaws::add);
    if (!flaws.isEmpty()) {
      return null;
    }
    List<Shape> fitting =
        value instanceof Map<?, ?> example ? Shape.of(example, profile.readShapes()) : List.of();
    if (fitting.isEmpty()) {
      flaws.add(Flaw.line(
          Rule.UNKNOWN_FORMAT,
          "the line holds " + Words.kind(value) + " that is no known kind of example",
          "use the keys of one of " + profile.words("shapes")));
      return null;
    }
    return fitting.get(0);
  }

  private @Nullable Example read(Shape shape, List<Flaw> flaws) throws IOException {
    Set<Slice> unclaimed = new HashSet<>(line.slices());
    try (SliceParser json = new SliceParser(line)) {
      Example example = new ExampleReader(json, url -> picture(url, unclaimed, flaws)).read(shape);
      for (Slice slice : unclaimed) {
        flaws.add(Flaw.line(
            Rule.PICTURE_AS_TEXT,
            "'" + slice.start() + "…' stands where no picture is expected",
            "put pictures into parts of type image_url"));
      }
      return example;
    } catch (UnreadableResponseException e) {
      String message = String.valueOf(e.getMessage());
      int place = message.indexOf(" (line ");
      flaws.add(Flaw.line(
          Rule.UNREADABLE_EXAMPLE,
          place < 0 ? message : message.substring(0, place),
          "check the file with " + profile.id() + "'s rules to see all problems"));
      return null;
    }
  }

  private @Nullable Image picture(String url, Set<Slice> unclaimed, List<Flaw> flaws) {
    for (Slice slice : line.slices()) {
      // Identity: a text with the same characters is no picture.
      if (isSame(slice.start(), url) && slice instanceof Slice.Picture picture) {
        unclaimed.remove(slice);
        if (picture.flaw() != null) {
          flaws.add(Flaw.line(
              Rule.PICTURE_BASE64,
              "picture " + picture.index() + " cannot be decoded: " + picture.flaw(),
              "encode the picture's bytes with the standard base64 alphabet"));
        }
        return image(picture);
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(String one, String other) {
    return one == other;
  }

  private Image image(Slice.Picture picture) {
    return picture.pass() instanceof Spill.Kept kept
        ? Image.of(kept)
        : Image.of(new FileSlice(fileVersion(), picture.offset(), picture.bytes()));
  }

  private FileSlice.Version fileVersion() {
    if (file == null) {
      throw new IllegalStateException("pictures of a stream are kept");
    }
    return file;
  }

  private void report(List<Flaw> flaws) {
    FindingSink findings = new FindingSink(profile.id(), problems == null ? f -> {} : problems);
    findings.line(line);
    flaws.forEach(findings::error);
    if (problems == null) {
      throw new DatasetException(
          Failure.builder()
              .operation("read " + name)
              .message(findings.kept().get(0).toString())
              .build(),
          findings.kept());
    }
  }

  @Override
  public void close() {
    try {
      try {
        in.close();
      } finally {
        spill.close();
      }
    } catch (IOException e) {
      throw DatasetCheck.unreadable(name, e);
    }
  }
}

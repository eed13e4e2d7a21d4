package dev.fovea.dataset;

import dev.fovea.error.UnreadableResponseException;
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
import org.jspecify.annotations.Nullable;

/** The lines of one data set that are not empty, read one after the other. */
final class ExampleLines implements Iterator<DatasetLine>, AutoCloseable {
  private final String name;
  private final InputStream in;
  private final DatasetProfile profile;
  private final boolean lenient;
  private final FileSlice.@Nullable Version file;
  private final Spill spill = new Spill();
  private final ByteWindow window;
  private final LineScanner scanner;
  private final ScannedLine line = new ScannedLine();
  private @Nullable DatasetLine next;

  private ExampleLines(
      InputStream in, FileSlice.@Nullable Version file, DatasetProfile profile, boolean lenient) {
    this.in = in;
    this.file = file;
    this.name = nameOf(file);
    this.profile = profile;
    this.lenient = lenient;
    this.window = ByteWindow.of(lenient ? new ArrayLines(in) : in);
    this.scanner = new LineScanner(
        window, profile.bounds(Integer.MAX_VALUE), file == null ? spill::next : PicturePass::none);
  }

  private static String nameOf(FileSlice.@Nullable Version file) {
    return file == null ? "the data set" : file.path().toString();
  }

  /**
   * Opens a file.
   *
   * @param lenient whether a JSON list is read like lines, and what a picture has beside its URL is
   *     read over; the fields of the lines are told then
   */
  static ExampleLines of(Path file, DatasetProfile profile, boolean lenient) throws IOException {
    FileSlice.Version version = FileSlice.Version.of(file);
    return new ExampleLines(Files.newInputStream(file), version, profile, lenient);
  }

  static ExampleLines of(InputStream in, DatasetProfile profile, boolean lenient) {
    return new ExampleLines(in, null, profile, lenient);
  }

  /** {@return what the data set is called in messages} */
  String name() {
    return name;
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
  public DatasetLine next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("no more examples");
    }
    DatasetLine read = next;
    next = null;
    return read;
  }

  private @Nullable DatasetLine example() throws IOException {
    if (line.isBlank() && !line.isBroken()) {
      return null;
    }
    spill.flush();
    List<Flaw> flaws = new ArrayList<>();
    Map<?, ?> object = object(flaws);
    Map<String, @Nullable Object> fields =
        lenient && object != null ? new PlainTree(this::image).object(object) : Map.of();
    Shape shape = object == null ? null : shape(object, flaws);
    Example example = shape == null ? null : read(shape, flaws);
    FindingSink findings = new FindingSink(profile.id(), finding -> {});
    findings.line(line);
    flaws.forEach(findings::error);
    return new DatasetLine(
        line.number(), window.offset(), fields, flaws.isEmpty() ? example : null, findings.kept());
  }

  private @Nullable Map<?, ?> object(List<Flaw> flaws) {
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
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    flaws.add(unknown(value));
    return null;
  }

  private @Nullable Shape shape(Map<?, ?> object, List<Flaw> flaws) {
    List<Shape> known = profile.readShapes();
    List<Shape> fitting = Shape.of(object, known);
    // A format without shapes is one whose lines somebody else understands.
    if (fitting.isEmpty() && !known.isEmpty()) {
      flaws.add(unknown(object));
    }
    return fitting.isEmpty() ? null : fitting.get(0);
  }

  private Flaw unknown(@Nullable Object value) {
    return Flaw.line(
        Rule.UNKNOWN_FORMAT,
        "the line holds " + Words.kind(value) + " that is no known kind of example",
        "use the keys of one of " + profile.words("shapes"));
  }

  private @Nullable Example read(Shape shape, List<Flaw> flaws) throws IOException {
    Set<Slice> unclaimed = new HashSet<>(line.slices());
    try (SliceParser json = new SliceParser(line)) {
      Example example =
          new ExampleReader(json, url -> picture(url, unclaimed, flaws), lenient).read(shape);
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

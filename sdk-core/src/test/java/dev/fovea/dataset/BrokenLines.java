package dev.fovea.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Lines with large pictures, most of them broken in one way or another. */
final class BrokenLines {
  private BrokenLines() {}

  /** A line, too long to be printed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(byte[] bytes) {
    /** {@return a file with this line and a good one behind it} */
    byte[] file() {
      byte[] last = "\n{\"text\":\"the line behind\"}\n".getBytes(StandardCharsets.UTF_8);
      byte[] file = Arrays.copyOf(bytes, bytes.length + last.length);
      System.arraycopy(last, 0, file, bytes.length, last.length);
      return file;
    }

    @Override
    public String toString() {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return bytes.length + " bytes: " + text.substring(0, Math.min(300, text.length()));
    }
  }

  static Arbitrary<Line> any() {
    Arbitrary<String> urls = Combinators.combine(
            broken(pictures()), Arbitraries.of("png", "jpeg", "webp"), scars(), place())
        .as(BrokenLines::url);
    Arbitrary<Integer> cuts = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1));
    return Combinators.combine(urls.list().ofMinSize(0).ofMaxSize(3), cuts, place())
        .as(BrokenLines::line);
  }

  private static Arbitrary<Integer> place() {
    return Arbitraries.integers().between(0, 1_000_000);
  }

  private static Arbitrary<byte[]> pictures() {
    Arbitrary<Integer> sizes =
        Arbitraries.of(0, 1, 60, 3_000, 4_096, 4_097, 8_192, 32_768, 65_000, 66_000, 150_000);
    return Arbitraries.oneOf(
        sizes.list().ofMinSize(1).ofMaxSize(4).map(BrokenLines::png),
        Combinators.combine(sizes, Arbitraries.of(0, 1, 7, 2_000, 4_000, 50_000))
            .as(BrokenLines::jpeg),
        sizes.map(BrokenLines::webp),
        Arbitraries.of(Samples.gif(), new byte[100], new byte[0]));
  }

  private static byte[] png(List<Integer> sizes) {
    return Samples.png(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Pixels of that size, and so many bytes behind the end. */
  static byte[] jpeg(int pixels, int behind) {
    byte[] small = Samples.jpeg();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(small, 0, small.length - 2);
    for (int i = 0; i < pixels; i++) {
      out.write(i % 255);
    }
    out.write(small, small.length - 2, 2);
    out.writeBytes(new byte[behind]);
    return out.toByteArray();
  }

  /** A size and so many bytes behind what the smallest one has. */
  static byte[] webp(int size) {
    byte[] small = Samples.webp();
    byte[] large = Arrays.copyOf(small, small.length + size);
    int claimed = large.length - 8;
    for (int i = 0; i < 4; i++) {
      large[4 + i] = (byte) (claimed >> (8 * i));
    }
    return large;
  }

  private static Arbitrary<byte[]> broken(Arbitrary<byte[]> pictures) {
    return Combinators.combine(pictures, Arbitraries.of("", "", "cut", "flip", "more"), place())
        .as((picture, how, place) -> {
          int at = picture.length == 0 ? 0 : place % picture.length;
          return switch (how) {
            case "cut" -> Arrays.copyOf(picture, at);
            case "flip" -> flip(picture, at);
            case "more" -> Arrays.copyOf(picture, picture.length + place % 70_000);
            default -> picture;
          };
        });
  }

  private static byte[] flip(byte[] picture, int at) {
    byte[] flipped = picture.clone();
    if (flipped.length > 0) {
      flipped[at] ^= 0x41;
    }
    return flipped;
  }

  /** What stands in the place of a character. */
  private static Arbitrary<String> scars() {
    return Arbitraries.of(
        "", "", "", "all", "=", " ", "-", "é", "\"", "\n", "\0", "\\/", "\\u0041", "\\u00", "\\x",
        "\\\"", "\\n", "==", ",");
  }

  private static String url(byte[] picture, String type, String scar, int place) {
    String head = "data:image/" + type + ";base64,";
    String text = Base64.getEncoder().encodeToString(picture);
    if (scar.equals("all")) {
      return head + text.replace("/", "\\/");
    }
    int at = text.isEmpty() ? 0 : place % text.length();
    return head
        + (scar.isEmpty() ? text : text.substring(0, at) + scar)
        + (scar.isEmpty() ? "" : text.substring(Math.min(text.length(), at + 1)));
  }

  private static Line line(List<String> urls, int cut, int place) {
    String parts = urls.stream()
        .map(url -> "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}")
        .collect(Collectors.joining(","));
    String line = "{\"messages\":[{\"role\":\"user\",\"content\":[" + parts
        + "]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"é\\u00e9"
        + "😀,".repeat(place % 90) + "\"}]}]}";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return new Line(cut == 0 ? bytes : Arrays.copyOf(bytes, place % bytes.length));
  }
}

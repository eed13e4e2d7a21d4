package dev.fovea.dataset;

import dev.fovea.error.Excerpt;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a picture's URL must look like, and the picture in it. */
final class PictureRules {
  private final FindingSink findings;
  private final List<String> mediaTypes;
  private final long maxChars;
  private final long maxBytes;
  private final boolean remote;
  private final boolean bytes;
  private final ColorRules colors;
  private final PixelRules pixels;
  private final String convert;

  PictureRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.mediaTypes = profile.words("media-types");
    this.maxChars = profile.number("max-data-url-chars");
    this.maxBytes = profile.number("max-picture-bytes");
    this.remote = profile.is("remote-pictures", "yes");
    this.colors = new ColorRules(profile, findings);
    this.pixels = new PixelRules(findings);
    this.bytes = profile.is("picture-bytes", "check");
    this.convert = "convert the picture to one of " + String.join(", ", mediaTypes);
  }

  /** Checks a URL that stands where a picture's URL belongs. */
  void check(@Nullable Object url, String pointer, int index) {
    if (url instanceof Slice.Picture picture) {
      picture(picture, pointer, index);
    } else if (url instanceof String text && !text.isEmpty()) {
      noPicture(text, pointer, index);
    } else if (url instanceof Slice.LongText text) {
      noPicture(text.start(), pointer, index);
    } else {
      findings.error(
          new Flaw(
              Rule.INVALID_IMAGE_URL,
              pointer,
              "'url' is " + (url == null ? "missing" : Words.kind(url)) + ", not a text",
              "put the picture there as data:<media type>;base64,<bytes>"),
          index);
    }
  }

  private void noPicture(String url, String pointer, int index) {
    String lower = url.toLowerCase(Locale.ROOT);
    boolean address = lower.startsWith("http://") || lower.startsWith("https://");
    if (address && remote && isAddress(url)) {
      return;
    }
    String what = "'" + Excerpt.of(url, 60) + "' is not " + (remote ? "a web address, nor " : "")
        + "a data URL with base64";
    error(
        address && !remote ? Rule.REMOTE_PICTURE : Rule.PICTURE_URL,
        pointer,
        address && !remote ? "the picture is at a web address" : what,
        "put the picture's bytes into the line as data:<media type>;base64,<bytes>",
        index);
  }

  private static boolean isAddress(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void picture(Slice.Picture picture, String pointer, int index) {
    boolean typeFits = mediaTypes.stream().anyMatch(t -> picture.start().equals(head(t)));
    // A picture of a wrong format is told as that, not as a wrong word for it as well.
    if (!typeFits && !isForeign(picture)) {
      mediaType(picture.start(), pointer, index);
    }
    if (picture.chars() > maxChars) {
      findings.error(
          new Flaw(
              Rule.PICTURE_TOO_LARGE,
              pointer,
              String.format(
                  Locale.ROOT,
                  "the data URL has %,d characters (a picture of about %s), at most %,d"
                      + " (about %s) are taken",
                  picture.chars(),
                  Words.about(picture.chars() / 4 * 3),
                  maxChars,
                  Words.about(maxChars / 4 * 3)),
              "make the picture smaller or compress it more"),
          index);
    }
    if (picture.bytes() > maxBytes) {
      error(
          Rule.PICTURE_TOO_LARGE,
          pointer,
          "the picture has " + Words.bytes(picture.bytes()) + ", at most " + Words.bytes(maxBytes)
              + " are taken",
          "make the picture smaller or compress it more",
          index);
    }
    if (!bytes) {
      return;
    }
    if (picture.flaw() != null) {
      findings.error(
          new Flaw(
              Rule.PICTURE_BASE64,
              pointer,
              "the base64 cannot be decoded: " + picture.flaw(),
              "encode the picture's bytes with the standard base64 alphabet, without line breaks"),
          index);
    } else if (picture.bytes() == 0) {
      findings.error(
          new Flaw(Rule.PICTURE_EMPTY, pointer, "the picture has no bytes", "put a picture there"),
          index);
    } else if (picture.pass() instanceof PictureProbe probe) {
      content(probe, typeFits ? picture.start() : "", pointer, index);
    }
  }

  private static String head(String mediaType) {
    return "data:" + mediaType + ";base64,";
  }

  private boolean isForeign(Slice.Picture picture) {
    return picture.flaw() == null
        && picture.pass() instanceof PictureProbe probe
        && probe.format().filter(format -> !isAccepted(format)).isPresent();
  }

  private boolean isAccepted(ImageFormat format) {
    return mediaTypes.contains(format.mediaType());
  }

  private void mediaType(String head, String pointer, int index) {
    error(
        Rule.PICTURE_MEDIA_TYPE,
        pointer,
        "the data URL begins with '" + Excerpt.of(head.substring(0, head.length() - 1), 60) + "'",
        "begin it with exactly data:<type>;base64, where <type> is one of "
            + String.join(", ", mediaTypes),
        index);
  }

  private void content(PictureProbe probe, String head, String pointer, int index) {
    ImageFormat format = probe.format().orElse(null);
    if (format == null) {
      error(
          Rule.PICTURE_UNREADABLE,
          pointer,
          "the bytes are of no known picture format",
          convert,
          index);
    } else if (!isAccepted(format)) {
      error(Rule.PICTURE_FORMAT, pointer, "the picture is a " + format, convert, index);
    } else if (!head.isEmpty() && !says(head, format)) {
      error(
          Rule.PICTURE_TYPE_MISMATCH,
          pointer,
          "the data URL says " + head.substring(5, head.indexOf(';')) + ", the bytes are " + format,
          "write " + format.mediaType() + " in the data URL",
          index);
    }
    if (format != null && isAccepted(format)) {
      header(probe, pointer, index);
    }
  }

  // Some providers take the short word beside the registered one.
  private static boolean says(String head, ImageFormat format) {
    return head.contains(format.mediaType())
        || (format == ImageFormat.JPEG && head.startsWith("data:image/jpg;"));
  }

  private void header(PictureProbe probe, String pointer, int index) {
    ImageHeader header = probe.header().orElse(null);
    ImageProbe.Verdict verdict = probe.verdict();
    if (header == null || verdict == ImageProbe.Verdict.BROKEN) {
      String why = header == null ? probe.headerFlaw() : "its header's checksum is wrong";
      error(
          Rule.PICTURE_UNREADABLE,
          pointer,
          "the picture cannot be read: " + why,
          "replace it",
          index);
      return;
    }
    colors.check(header, pointer, index);
    if (verdict == ImageProbe.Verdict.TRUNCATED) {
      error(
          Rule.PICTURE_TRUNCATED,
          pointer,
          "the picture is cut off: its end is missing",
          "replace it by the whole picture; most decoders refuse this one",
          index);
      return;
    }
    pixels.check(probe, pointer, index);
    if (header.frames() > 1) {
      findings.warning(
          new Flaw(
              Rule.PICTURE_ANIMATED,
              pointer,
              "the picture has " + header.frames()
                  + " frames; what becomes of them is not documented",
              "keep the frame that matters"),
          index);
    }
  }

  private void error(Rule rule, String pointer, String message, String fix, int index) {
    findings.error(new Flaw(rule, pointer, message, fix), index);
  }
}

package dev.fovea.chat;

import dev.fovea.error.Excerpt;
import dev.fovea.error.ImageException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a single picture of a request must be like. */
final class ChatPictures {
  private final ChatRules rules;
  private final List<Finding> findings;
  private final List<String> formats;
  private final List<String> stillFormats;

  ChatPictures(ChatRules rules, List<Finding> findings) {
    this.rules = rules;
    this.findings = findings;
    this.formats = rules.words("formats");
    this.stillFormats = rules.words("still-formats");
  }

  private static String word(ImageFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  void remote(String place, int index, boolean answered) {
    String bytes = rules.word("remote-max-bytes");
    String seconds = rules.word("remote-seconds");
    if (!bytes.isEmpty()) {
      Finding.Builder finding = found("remote-picture", place, index);
      add(finding
          .severity(Severity.WARNING)
          .message("the provider fetches the picture: it must have less than "
              + String.format(Locale.ROOT, "%,d bytes and arrive within ", Long.parseLong(bytes))
              + seconds + " s")
          .fix("send its bytes where it is larger or its server slow"));
    }
    if (answered && rules.word("prefix-cache").equals("yes")) {
      add(found("remote-picture-again", place, index)
          .severity(Severity.WARNING)
          .message("the picture's address was sent in an earlier turn: it is fetched again with"
              + " every question")
          .fix("send its bytes in long conversations"));
    }
  }

  /** A picture with bytes; what its URL says it is, where somebody else wrote it. */
  void local(Image image, @Nullable String said, String place, int index) {
    if (image.size() == 0) {
      add(found("picture-empty", place, index)
          .message("the picture has no bytes")
          .fix("put a picture there"));
      return;
    }
    if (image.base64Length() > rules.number("max-base64-chars").orElse(Long.MAX_VALUE)) {
      // Told for all pictures together; there is no need to read it.
      return;
    }
    try {
      ImageFormat format = image.format();
      if (!formats.isEmpty() && !formats.contains(word(format))) {
        foreign("the picture is a " + format, place, index);
      } else {
        said(format, said, place, index);
        whole(image, place, index);
      }
    } catch (ImageException e) {
      unreadable(e, place, index);
    }
  }

  private void said(ImageFormat format, @Nullable String said, String place, int index) {
    if (said != null && !said.replace("jpg", "jpeg").equals(format.mediaType())) {
      add(found("picture-type-mismatch", place, index)
          .message("the data URL says " + Excerpt.of(said, 40) + ", the bytes are " + format)
          .fix("write " + format.mediaType() + " in the data URL"));
    }
  }

  private void whole(Image image, String place, int index) {
    ImageHeader header = image.header();
    long pixels = (long) header.width() * header.height();
    ImageProbe.Verdict verdict = image.verdict();
    String size = header.width() + " x " + header.height();
    if (pixels > rules.number("max-pixels").orElse(Long.MAX_VALUE)) {
      add(found("picture-pixels", place, index)
          .message("the picture is " + size + " pixels large, which decoders refuse")
          .fix("scale it down"));
    } else if (verdict == ImageProbe.Verdict.BROKEN) {
      add(found("picture-unreadable", place, index)
          .message("the picture cannot be read: its header's checksum is wrong")
          .fix("replace it"));
    } else if (verdict == ImageProbe.Verdict.TRUNCATED) {
      add(found("picture-truncated", place, index)
          .message("the picture is cut off: its end is missing")
          .fix("replace it by the whole picture; most decoders refuse this one"));
    } else if (header.frames() > 1 && stillFormats.contains(word(header.format()))) {
      add(found("picture-animated", place, index)
          .message("the picture has " + header.frames() + " frames; a " + header.format()
              + " may have one")
          .fix("send the frame that matters"));
    } else if (verdict == ImageProbe.Verdict.DAMAGED) {
      add(found("picture-damaged", place, index)
          .severity(Severity.WARNING)
          .message("a checksum in the picture is wrong")
          .fix("replace it"));
    } else if (pixels > rules.number("useful-pixels").orElse(Long.MAX_VALUE)) {
      add(found("picture-larger-than-useful", place, index)
          .severity(Severity.WARNING)
          .message("the picture is " + size + " pixels large; models scale such ones down")
          .fix("scale it down before: it is sent faster and the limits are reached later"));
    }
  }

  void unreadable(ImageException e, String place, int index) {
    if (e.getCause() instanceof IOException cause && !(cause instanceof EOFException)) {
      // The file cannot be read, which says nothing about the picture in it.
      throw e;
    }
    String why = String.valueOf(e.getMessage());
    if (why.contains("no picture of a known format")) {
      foreign(why, place, index);
    } else {
      add(found("picture-unreadable", place, index)
          .message(Excerpt.of(why, 300))
          .fix("replace it"));
    }
  }

  private void foreign(String what, String place, int index) {
    add(found("picture-format", place, index)
        .message(Excerpt.of(what, 300)
            + (formats.isEmpty() ? "" : "; taken are " + String.join(", ", formats)))
        .fix("convert it to PNG or JPEG; of a PDF, make a picture of each page"));
  }

  private Finding.Builder found(String rule, String place, int index) {
    return Finding.builder().rule(rules.id() + "." + rule).pointer(place).picture(index);
  }

  private void add(Finding.Builder finding) {
    findings.add(finding.build());
  }
}

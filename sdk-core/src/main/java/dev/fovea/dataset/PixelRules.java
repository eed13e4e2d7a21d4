package dev.fovea.dataset;

import dev.fovea.image.ImageProbe;
import dev.fovea.image.Pixels;

/** Whether a picture with a good header can be decoded to its last pixel. */
final class PixelRules {
  private final FindingSink findings;

  PixelRules(FindingSink findings) {
    this.findings = findings;
  }

  void check(PictureProbe probe, String pointer, int index) {
    PixelCheck.Result result = probe.decoded();
    String flaw = result.flaw();
    boolean damaged = probe.verdict() == ImageProbe.Verdict.DAMAGED;
    if (damaged) {
      // Decoders differ over such pictures: that one refuses it says little of the others.
      String too = flaw == null || result.overLimits() ? "" : ", and it was not decoded: " + flaw;
      damaged("a checksum in the picture is wrong" + too, pointer, index);
    } else if (flaw != null && !result.overLimits()) {
      findings.error(
          new Flaw(
              Rule.PICTURE_UNDECODABLE,
              pointer,
              "the picture begins well and cannot be decoded: " + flaw,
              "replace it"),
          index);
    }
    if (flaw != null && result.overLimits()) {
      findings.warning(
          new Flaw(
              Rule.PICTURE_UNDECODED,
              pointer,
              "whether the picture can be decoded is not known: " + flaw,
              "make it smaller, or raise max-decoded-pixels or max-decode-seconds"),
          index);
    }
    Pixels pixels = result.pixels();
    if (!damaged && pixels != null && !pixels.warnings().isEmpty()) {
      damaged(
          "the picture was decoded, with complaints: " + String.join("; ", pixels.warnings()),
          pointer,
          index);
    }
  }

  private void damaged(String message, String pointer, int index) {
    findings.warning(new Flaw(Rule.PICTURE_DAMAGED, pointer, message, "save it anew"), index);
  }
}

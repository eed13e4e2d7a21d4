package dev.fovea.dataset;

import dev.fovea.image.ColorMode;
import dev.fovea.image.ImageHeader;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which colours a picture may have, told by its header. */
final class ColorRules {
  private final FindingSink findings;
  private final List<String> modes;
  private final long maxBits;

  ColorRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.modes = profile.words("color-modes");
    this.maxBits = profile.number("max-channel-bits");
  }

  void check(ImageHeader header, String pointer, int index) {
    if (!modes.isEmpty() && !modes.contains(word(header.colorMode()))) {
      findings.error(
          new Flaw(
              Rule.PICTURE_COLOR_MODE,
              pointer,
              "the picture " + what(header.colorMode()),
              "save it as "
                  + modes.stream()
                      .map(m -> m.toUpperCase(Locale.ROOT))
                      .collect(Collectors.joining(" or "))),
          index);
    } else if (header.bitDepth() > maxBits) {
      findings.warning(
          new Flaw(
              Rule.PICTURE_BIT_DEPTH,
              pointer,
              "the picture has " + header.bitDepth() + " bits for each colour; whether that is"
                  + " taken is not documented",
              "save it with " + maxBits + " bits for each colour"),
          index);
    }
  }

  private static String word(ColorMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String what(ColorMode mode) {
    return switch (mode) {
      case GRAY -> "has shades of grey only";
      case GRAY_ALPHA -> "has shades of grey and transparency only";
      case PALETTE -> "has a table of colours (a palette)";
      case CMYK -> "has the four colours of printing (CMYK)";
      default -> "has colours of a kind of its own (" + word(mode) + ")";
    };
  }
}

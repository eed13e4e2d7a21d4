package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.Message;
import dev.fovea.error.Excerpt;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageSource;
import dev.fovea.image.Imaging;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings pictures into the line, into a format that the target takes, and to a detail. */
final class PictureStep implements Step {
  private final Target target;
  private final ConversionOptions options;
  private final FetchAhead ahead;
  private final Spool spool = Spool.ofLarge();

  PictureStep(Target target, ConversionOptions options, FetchAhead ahead) {
    this.target = target;
    this.options = options;
    this.ahead = ahead;
  }

  /** Forgets the bytes of the pictures that were made for one line. */
  void release() {
    spool.clear();
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    draft.replaceTurns(turn -> {
      Message message = turn.message();
      if (message.content().stream().noneMatch(ImagePart.class::isInstance)) {
        return turn;
      }
      List<ContentPart> parts = new ArrayList<>();
      for (int i = 0; i < message.content().size(); i++) {
        ContentPart part = message.content().get(i);
        parts.add(
            part instanceof ImagePart picture
                ? ContentPart.image(picture(picture.image(), turn.part(i), changes))
                : part);
      }
      return turn.with(message.toBuilder().content(parts).build());
    });
  }

  private Image picture(Image image, String part, LineChanges changes) {
    String pointer = part + "/image_url";
    Image here = image;
    if (image.isRemote() && !target.is("remote-pictures", "yes")) {
      here = fetched(image, pointer + "/url", changes);
    }
    if (!here.isRemote()) {
      here = accepted(here, pointer + "/url", changes);
    }
    return detailed(here, image.detail().orElse(null), pointer + "/detail", changes);
  }

  private Image fetched(Image image, String pointer, LineChanges changes) {
    URI uri = image.uri().orElseThrow();
    String address = Excerpt.of(uri.toString(), 120);
    if (options.fetcher().isEmpty()) {
      throw new LineDropped(
          pointer,
          "the picture is at " + address + ", " + target.id()
              + " wants its bytes, and nothing is fetched");
    }
    try {
      Image fetched = ahead.picture(uri);
      changes.rewritten(
          ChangeKind.FETCHED_PICTURE,
          pointer,
          "fetched from " + address + ", for " + target.id() + " wants the bytes");
      return fetched;
    } catch (InterruptedCallException e) {
      throw e;
    } catch (FoveaException e) {
      throw new LineDropped(
          pointer, "the picture at " + address + " cannot be fetched: " + e.getMessage());
    }
  }

  private Image accepted(Image image, String pointer, LineChanges changes) {
    try {
      ImageFormat format = image.format();
      if (target.takes(format)
          && (target.words("color-modes").isEmpty() || target.takesColors(image.header()))) {
        return image;
      }
      return reencoded(image, image.header(), pointer, changes);
    } catch (ImageException e) {
      throw new LineDropped(pointer, "the picture cannot be used: " + e.getMessage());
    }
  }

  private Image reencoded(Image image, ImageHeader header, String pointer, LineChanges changes) {
    String what = "the picture is " + header.format() + " with colours of the kind "
        + header.colorMode().name().toLowerCase(Locale.ROOT) + ", which " + target.id()
        + " does not take";
    Imaging imaging = Imaging.find()
        .orElseThrow(() -> new LineDropped(
            pointer, what + "; sdk-imaging is not on the class path, which would re-encode it"));
    // What was compressed with loss stays so small; everything else keeps its pixels.
    ImageFormat to = header.format() == ImageFormat.JPEG ? ImageFormat.JPEG : ImageFormat.PNG;
    Image made = spool.keep(imaging.reencode(image, to, DecodeLimits.usual()));
    if (!target.takes(made.format()) || !target.takesColors(made.header())) {
      throw new LineDropped(pointer, what + ", and re-encoding did not help");
    }
    boolean frames = header.frames() > 1;
    changes.add(
        ChangeKind.REENCODED_PICTURE,
        pointer,
        what + "; it was written as " + to
            + (frames ? ", only the first of its " + header.frames() + " frames" : ""),
        frames);
    return made;
  }

  private Image detailed(Image image, @Nullable Detail own, String pointer, LineChanges changes) {
    Detail wanted = options.detail().orElse(null);
    if (wanted != null) {
      if (wanted != own) {
        changes.rewritten(
            ChangeKind.SET_DETAIL,
            pointer,
            "the detail is " + wanted.word() + ", as it was asked for"
                + (own == null ? "" : ", and was " + own.word()));
      }
      return image.withDetail(wanted);
    }
    if (own == null) {
      return image;
    }
    if (!target.takesDetail(own)) {
      changes.add(
          ChangeKind.DROPPED_DETAIL,
          pointer,
          "the detail " + own.word() + " is left out, which " + target.id() + " does not read",
          own != Detail.AUTO);
      return plain(image);
    }
    return image.withDetail(own);
  }

  /** {@return the picture without its detail} */
  private static Image plain(Image image) {
    return image
        .uri()
        .map(Image::at)
        .orElseGet(() -> Image.of(new ImageSource() {
          @Override
          public long size() {
            return image.size();
          }

          @Override
          public InputStream open() {
            return image.open();
          }
        }));
  }
}

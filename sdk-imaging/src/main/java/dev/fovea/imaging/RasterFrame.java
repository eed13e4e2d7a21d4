package dev.fovea.imaging;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the JDK's decoders give. */
final class RasterFrame implements Frame {
  // The samples are taken as they are. Going through colour profiles would be slow, fail with
  // broken profiles, and brighten grey pictures; who trains on pictures leaves profiles aside, too.

  private final Raster raster;
  private final int bands;
  private final boolean inks;
  private final boolean alpha;
  private final int @Nullable [] palette;
  private final int[] bits;
  private int[] samples = new int[0];
  private float[] fractions = new float[0];

  RasterFrame(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    this.raster = image.getRaster();
    this.bands = raster.getNumBands();
    this.inks = bands >= 4 && colors.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    this.alpha = colors.hasAlpha();
    this.palette = colors instanceof IndexColorModel indexed ? palette(indexed) : null;
    this.bits = raster.getSampleModel().getSampleSize();
  }

  private static int[] palette(IndexColorModel colors) {
    // Indexes behind the table's end are black, as in other decoders.
    int[] palette = new int[1 << colors.getPixelSize()];
    Arrays.fill(palette, 0xFF000000);
    for (int i = 0; i < Math.min(palette.length, colors.getMapSize()); i++) {
      palette[i] = colors.getRGB(i);
    }
    return palette;
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public void row(int y, int[] argb) {
    read(y);
    for (int x = 0; x < width(); x++) {
      argb[x] = pixel(x * bands);
    }
  }

  private void read(int y) {
    int top = raster.getMinY() + y;
    if (raster.getTransferType() >= DataBuffer.TYPE_FLOAT) {
      fractions = raster.getPixels(raster.getMinX(), top, width(), 1, sized(fractions));
      samples = sized(samples);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (int) (Math.max(0, Math.min(1, fractions[i])) * 255);
      }
    } else {
      samples = raster.getPixels(raster.getMinX(), top, width(), 1, sized(samples));
    }
  }

  private int[] sized(int[] array) {
    return array.length == width() * bands ? array : new int[width() * bands];
  }

  private float[] sized(float[] array) {
    return array.length == width() * bands ? array : new float[width() * bands];
  }

  private int pixel(int at) {
    if (palette != null) {
      return palette[Math.min(samples[at], palette.length - 1)];
    }
    if (inks) {
      int black = 255 - channel(at, 3);
      return 0xFF000000
          | paper(at, 0, black) << 16
          | paper(at, 1, black) << 8
          | paper(at, 2, black);
    }
    int opaque = alpha ? channel(at, bands - 1) << 24 : 0xFF000000;
    if (bands < 3) {
      return opaque | channel(at, 0) * 0x010101;
    }
    return opaque | channel(at, 0) << 16 | channel(at, 1) << 8 | channel(at, 2);
  }

  /** {@return how much of the paper's white an ink and the black leave} */
  private int paper(int at, int ink, int black) {
    return (255 - channel(at, ink)) * black / 255;
  }

  /** {@return one channel of a pixel, 0 to 255} */
  private int channel(int at, int band) {
    int sample = samples[at + band];
    int depth = raster.getTransferType() >= DataBuffer.TYPE_FLOAT ? 8 : bits[band];
    if (depth > 8) {
      return sample >>> (depth - 8) & 0xFF;
    }
    return depth == 8 ? sample & 0xFF : sample * 255 / ((1 << depth) - 1);
  }
}

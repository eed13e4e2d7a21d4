package dev.fovea.imaging;

import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.fovea.image.ImageFormat;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * Who decodes and encodes what. Taken by name, not by what happens to be registered first: a plugin
 * on somebody's class path must not change what a check finds.
 */
final class Codecs {
  private static final String JDK = "java.desktop";

  private Codecs() {}

  static ImageReader reader(ImageFormat format) throws IOException {
    ImageReaderSpi codec = switch (format) {
      case WEBP -> new WebPImageReaderSpi();
      case PPM -> new PNMImageReaderSpi();
      default -> find(ImageReaderSpi.class, format);
    };
    return codec.createReaderInstance();
  }

  static ImageWriter writer(ImageFormat format) throws IOException {
    return find(ImageWriterSpi.class, format).createWriterInstance();
  }

  private static <T extends ImageReaderWriterSpi> T find(Class<T> kind, ImageFormat format) {
    Iterator<T> all = IIORegistry.getDefaultInstance().getServiceProviders(kind, false);
    while (all.hasNext()) {
      T one = all.next();
      if (JDK.equals(one.getClass().getModule().getName()) && names(one, format)) {
        return one;
      }
    }
    throw new NoSuchElementException("this JDK has no codec for " + format);
  }

  private static boolean names(ImageReaderWriterSpi codec, ImageFormat format) {
    for (String name : codec.getFormatNames()) {
      if (name.toUpperCase(Locale.ROOT).equals(format.name())) {
        return true;
      }
    }
    return false;
  }
}

/** Decodes and re-encodes pictures for the core, with codecs of the JDK and of TwelveMonkeys. */
module dev.fovea.imaging {
  requires static transitive org.jspecify;
  requires transitive dev.fovea;
  requires com.twelvemonkeys.imageio.pnm;
  requires com.twelvemonkeys.imageio.webp;
  requires java.desktop;

  exports dev.fovea.imaging;

  provides dev.fovea.image.Imaging with
      dev.fovea.imaging.JavaImaging;
}

/** Decodes and re-encodes pictures for the core, with the JDK's codecs and one for WEBP. */
module dev.fovea.imaging {
  requires static transitive org.jspecify;
  requires transitive dev.fovea;
  requires com.twelvemonkeys.imageio.webp;
  requires java.desktop;

  exports dev.fovea.imaging;

  provides dev.fovea.image.Imaging with
      dev.fovea.imaging.JavaImaging;
}

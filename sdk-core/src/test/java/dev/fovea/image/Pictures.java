package dev.fovea.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Pictures for tests: drawn and encoded by the JDK where it can, put together by hand where it
 * cannot.
 */
final class Pictures {
  private Pictures() {}

  /** One or more of every format. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (String format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
      all.put("drawn " + format, drawn(format, 37, 21, BufferedImage.TYPE_INT_RGB));
    }
    all.put("apng", apng(true));
    all.put("png with exif", pngWithExif(6));
    all.put("jpeg with exif", jpegWithExif(8));
    all.put("animated gif", gif(3));
    all.put("lossy webp", lossyWebp(300, 200));
    all.put("lossless webp", losslessWebp(300, 200, true));
    all.put("animated webp", animatedWebp(4, 5));
    all.put("paged tiff", pagedTiff(3));
    all.put("big tiff", bigTiff(9, 7));
    all.put("ppm", Bytes.of("P6 # a comment\n37 21\n255\n").zeros(37 * 21 * 3).done());
    return all;
  }

  static byte[] drawn(String format, int width, int height, int type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(draw(width, height, type), format, out)) {
        throw new IllegalArgumentException("the JDK writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static BufferedImage draw(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(0, 0, width, height);
    pen.dispose();
    return image;
  }

  static byte[] pagedTiff(int pages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int page = 0; page < pages; page++) {
        writer.writeToSequence(
            new IIOImage(draw(8 + page, 6, BufferedImage.TYPE_INT_RGB), null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static Bytes pngStart(int width, int height, int depth, int type) {
    byte[] header =
        new Bytes().u32be(width).u32be(height).u8(depth, type, 0, 0, 0).done();
    return Bytes.of("\u0089PNG\r\n\u001a\n").chunk("IHDR", header);
  }

  static byte[] apng(boolean firstIsFrame) {
    Bytes png =
        pngStart(12, 8, 8, 6).chunk("acTL", new Bytes().u32be(3).u32be(0).done());
    if (firstIsFrame) {
      png.chunk("fcTL", new byte[26]);
    }
    return png.chunk("IDAT", new byte[5]).chunk("IEND", new byte[0]).done();
  }

  static byte[] pngWithExif(int orientation) {
    return pngStart(30, 20, 8, 2)
        .chunk("eXIf", exif(orientation))
        .chunk("IDAT", new byte[5])
        .chunk("IEND", new byte[0])
        .done();
  }

  /** A big-endian TIFF block with nothing but an orientation. */
  static byte[] exif(int orientation) {
    return Bytes.of("MM\0*")
        .u32be(8)
        .u16be(1)
        .u16be(274)
        .u16be(3)
        .u32be(1)
        .u16be(orientation)
        .zeros(6)
        .done();
  }

  static byte[] jpegWithExif(int orientation) {
    byte[] exif = Bytes.of("Exif\0\0").all(exif(orientation)).done();
    Bytes jpeg = new Bytes().u8(0xFF, 0xD8, 0xFF, 0xE1).u16be(exif.length + 2).all(exif);
    // A colour profile is cut into segments of 64 KB, which stand before the size.
    for (int part = 0; part < 4; part++) {
      jpeg.u8(0xFF, 0xE2).u16be(65_535).zeros(65_533);
    }
    return jpeg.all(jpegFrame(640, 480, 3)).done();
  }

  static byte[] jpegFrame(int width, int height, int components) {
    Bytes frame = new Bytes()
        .u8(0xFF, 0xC2)
        .u16be(8 + 3 * components)
        .u8(8)
        .u16be(height)
        .u16be(width)
        .u8(components);
    return frame.zeros(3 * components).u8(0xFF, 0xDA, 0, 0).done();
  }

  static byte[] gif(int frames) {
    Bytes gif = Bytes.of("GIF89a").u16le(20).u16le(10).u8(0x91, 0, 0).zeros(3 * 4);
    for (int frame = 0; frame < frames; frame++) {
      gif.u8(0x21, 0xF9, 4, 0, 0, 0, 0, 0);
      gif.u8(0x2C).u16le(0).u16le(0).u16le(20).u16le(10).u8(0x80).zeros(3 * 2);
      gif.u8(2, 3, 1, 2, 3, 2, 1, 2, 0);
    }
    return gif.u8(0x3B).done();
  }

  private static byte[] webp(byte[] chunks) {
    return Bytes.of("RIFF").u32le(4 + chunks.length).text("WEBP").all(chunks).done();
  }

  static byte[] lossyWebp(int width, int height) {
    byte[] data = new Bytes()
        .u8(0x10, 0, 0, 0x9D, 0x01, 0x2A)
        .u16le(width)
        .u16le(height)
        .zeros(9)
        .done();
    return webp(new Bytes().riff("VP8 ", data).done());
  }

  static byte[] losslessWebp(int width, int height, boolean alpha) {
    long bits = (width - 1) | (long) (height - 1) << 14 | (alpha ? 1L << 28 : 0);
    return webp(new Bytes()
        .riff("VP8L", new Bytes().u8(0x2F).u32le(bits).zeros(4).done())
        .done());
  }

  static byte[] animatedWebp(int frames, int orientation) {
    byte[] canvas =
        new Bytes().u8(0x1A, 0, 0, 0).u16le(399).u8(0).u16le(299).u8(0).done();
    Bytes chunks = new Bytes().riff("VP8X", canvas).riff("ANIM", new byte[6]);
    for (int frame = 0; frame < frames; frame++) {
      chunks.riff("ANMF", new byte[17]);
    }
    return webp(chunks.riff("EXIF", exif(orientation)).done());
  }

  static byte[] bigTiff(int width, int height) {
    Bytes tiff = Bytes.of("MM\0+").u16be(8).u16be(0).u64be(16).u64be(4);
    tiff.u16be(256).u16be(4).u64be(1).u32be(width).u32be(0);
    tiff.u16be(257).u16be(4).u64be(1).u32be(height).u32be(0);
    tiff.u16be(258).u16be(3).u64be(1).u16be(16).zeros(6);
    tiff.u16be(262).u16be(3).u64be(1).u16be(1).zeros(6);
    return tiff.u64be(0).done();
  }
}

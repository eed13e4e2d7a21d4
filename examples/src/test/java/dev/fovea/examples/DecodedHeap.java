package dev.fovea.examples;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Decodes the pictures of a data set: one whose line has 133 MB, and lines of three of 19 MB. Run
 * in a small heap of its own; fails by an exception.
 */
final class DecodedHeap {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private DecodedHeap() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      line(out, 1, 5773);
      out.flush();
      System.out.println("longest line over 133 MB " + (Files.size(file) > 133_000_000L));
      line(out, 3, 2515);
      line(out, 3, 2516);
      line(out, 1, 40);
    }
    DatasetRules rules = DatasetRules.of("together")
        .override("max-data-url-chars", 1_000_000_000)
        .override("max-decode-seconds", 100);
    print("file", rules.check(file, o -> o.decode(true)));
    try (InputStream in = Files.newInputStream(file)) {
      print("stream", rules.check(in, o -> o.decode(true)));
    }
  }

  private static void print(String name, DatasetReport report) {
    System.out.println(name + " " + report.lines() + " " + report.pictures() + " " + report.counts()
        + report.skipped().keySet());
  }

  private static void line(OutputStream out, int pictures, int side) throws IOException {
    ascii(out, "{\"messages\":[{\"role\":\"user\",\"content\":[");
    for (int i = 0; i < pictures; i++) {
      ascii(
          out,
          (i == 0 ? "" : ",") + "{\"type\":\"image_url\",\"image_url\":"
              + "{\"url\":\"data:image/png;base64,");
      OutputStream base64 = Base64.getEncoder().wrap(new Open(out));
      png(base64, side, i);
      base64.close();
      ascii(out, "\"}}");
    }
    ascii(
        out,
        "]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Noise.\"}]}]}\n");
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Noise in three colours, which nothing makes smaller. */
  private static void png(OutputStream out, int side, int seed) throws IOException {
    out.write(SIGNATURE);
    byte[] header = ByteBuffer.allocate(13)
        .putInt(side)
        .putInt(side)
        .put(new byte[] {8, 2, 0, 0, 0})
        .array();
    new Chunks(out, "IHDR").write(header, 0, header.length);
    Random random = new Random(seed * 1_000L + side);
    byte[] row = new byte[1 + 3 * side];
    try (OutputStream rows = new DeflaterOutputStream(
        new BufferedOutputStream(new Chunks(out, "IDAT"), 1 << 16),
        new Deflater(Deflater.NO_COMPRESSION))) {
      for (int y = 0; y < side; y++) {
        random.nextBytes(row);
        row[0] = 0;
        rows.write(row);
      }
    }
    new Chunks(out, "IEND").write(new byte[0], 0, 0);
  }

  /** Writes everything it gets at once as a chunk of a PNG. */
  private static final class Chunks extends OutputStream {
    private final OutputStream out;
    private final String type;

    Chunks(OutputStream out, String type) {
      this.out = out;
      this.type = type;
    }

    @Override
    public void write(int next) throws IOException {
      write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      CRC32 crc = new CRC32();
      DataOutputStream values = new DataOutputStream(out);
      values.writeInt(length);
      OutputStream checked = new CheckedOutputStream(out, crc);
      ascii(checked, type);
      checked.write(bytes, offset, length);
      values.writeInt((int) crc.getValue());
    }
  }

  /** Stays open when what writes into it is closed. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}

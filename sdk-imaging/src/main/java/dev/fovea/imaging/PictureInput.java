package dev.fovea.imaging;

import dev.fovea.image.Image;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * A picture's bytes as decoders want them, with a way back. Nothing but one piece is kept: going
 * back opens the picture anew, as it can be opened any number of times.
 */
final class PictureInput extends ImageInputStreamImpl {
  private static final int PIECE_BYTES = 16 * 1024;
  // A decoder that asks for more after the end gets nothing; one that never stops asking is
  // stopped.
  private static final int MOST_READS_AT_END = 1_000;

  private final Image picture;
  private final Deadline deadline;
  private final long size;
  private final byte[] piece = new byte[PIECE_BYTES];
  private @Nullable InputStream in;
  private long pieceStart;
  private int pieceLength;
  private int readsAtEnd;

  PictureInput(Image picture, Deadline deadline) {
    this.picture = picture;
    this.deadline = deadline;
    this.size = picture.size();
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    return piece[(int) (streamPos++ - pieceStart)] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    // As much as there is: the JDK's decoder of BMP takes whatever it gets for a whole row.
    int count = 0;
    while (count < length && (count == 0 || streamPos < size) && fill()) {
      int at = (int) (streamPos - pieceStart);
      int some = Math.min(length - count, pieceLength - at);
      System.arraycopy(piece, at, target, offset + count, some);
      streamPos += some;
      count += some;
    }
    return count == 0 ? -1 : count;
  }

  /** {@return whether the piece holds the next byte} */
  private boolean fill() throws IOException {
    if (streamPos >= pieceStart && streamPos < pieceStart + pieceLength) {
      return true;
    }
    deadline.check();
    if (streamPos >= size) {
      if (++readsAtEnd > MOST_READS_AT_END) {
        throw new EOFException("it ends too early");
      }
      return false;
    }
    load(openAt(streamPos));
    return pieceLength > 0;
  }

  private InputStream openAt(long position) throws IOException {
    InputStream open = in;
    if (open == null || position < pieceStart + pieceLength) {
      close(open);
      open = picture.open();
      in = open;
      pieceStart = 0;
      pieceLength = 0;
    }
    open.skipNBytes(position - pieceStart - pieceLength);
    return open;
  }

  private void load(InputStream open) throws IOException {
    pieceStart = streamPos;
    pieceLength = 0;
    pieceLength = open.readNBytes(piece, 0, piece.length);
  }

  @Override
  public long length() {
    return size;
  }

  @Override
  public void close() throws IOException {
    super.close();
    close(in);
    in = null;
  }

  private static void close(@Nullable InputStream open) throws IOException {
    if (open != null) {
      open.close();
    }
  }
}

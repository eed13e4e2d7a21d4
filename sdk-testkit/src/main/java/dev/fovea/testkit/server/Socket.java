package dev.fovea.testkit.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;

/** The bare connection below a request, for faults that HTTP has no words for. */
final class Socket {
  private final EndPoint endPoint;

  private Socket(EndPoint endPoint) {
    this.endPoint = endPoint;
  }

  static Socket of(Request request) {
    return new Socket(request.getConnectionMetaData().getConnection().getEndPoint());
  }

  /**
   * Closes with RST: a linger time of zero makes the system drop the connection instead of ending
   * it politely.
   */
  void reset() {
    try {
      if (endPoint instanceof SelectableChannelEndPoint selectable
          && selectable.getChannel() instanceof SocketChannel channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException alreadyClosed) {
      // The client was faster.
    }
    endPoint.close();
  }

  void sendGarbage() throws IOException {
    byte[] bytes = "\u0016\u0003NOT-HTTP 999 \u0000\u0001 nonsense\r\n\r\n"
        .getBytes(StandardCharsets.ISO_8859_1);
    try (Blocker.Callback sent = Blocker.callback()) {
      endPoint.write(sent, ByteBuffer.wrap(bytes));
      sent.block();
    }
    endPoint.close();
  }
}

package dev.fovea.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that streams events while a test watches: it writes what the script says, when it says.
 */
final class LiveServer implements AutoCloseable {
  /** What to do after the head of the answer. */
  @FunctionalInterface
  interface Script {
    void write(Events events) throws IOException, InterruptedException;
  }

  /** The answer's body, written while it is read. */
  static final class Events {
    private final OutputStream out;

    Events(OutputStream out) {
      this.out = out;
    }

    void send(String... data) throws IOException {
      out.write(SseAnswers.body(data).getBytes(UTF_8));
      out.flush();
    }
  }

  final AtomicInteger requests = new AtomicInteger();
  final CountDownLatch hungUp = new CountDownLatch(1);
  private final ServerSocket listener;
  private final Script script;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  LiveServer(Script script) {
    this.script = script;
    try {
      this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "live-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI base() {
    return URI.create("http://localhost:" + listener.getLocalPort() + "/v1");
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      readRequest(in);
      requests.incrementAndGet();
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n".getBytes(UTF_8));
      out.flush();
      script.write(new Events(out));
      socket.shutdownOutput();
      waitForTheClient(in);
    } catch (SocketException e) {
      hungUp.countDown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForTheClient(InputStream in) {
    try {
      if (in.read() < 0) {
        hungUp.countDown();
      }
    } catch (IOException e) {
      hungUp.countDown();
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  boolean clientHungUp() throws InterruptedException {
    return hungUp.await(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

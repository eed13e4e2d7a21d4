package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A real server on this machine, and transports that speak to it; closes them all. */
final class LocalServer implements AutoCloseable {
  static final String KEY = "sk-marker-0123456789";

  final MockWebServer http = new MockWebServer();
  final FakeTiming timing = new FakeTiming();
  private final List<Transport> opened = new ArrayList<>();

  LocalServer() {
    http.setServerSocketFactory(new QuickSockets());
    try {
      http.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return http.url("/v1").uri();
  }

  Transport transport() {
    return transport(options -> {});
  }

  Transport transport(Consumer<ClientOptions.Builder> spec) {
    return open(setup(spec).build());
  }

  TransportSetup.Builder setup(Consumer<ClientOptions.Builder> spec) {
    ClientOptions.Builder options = ClientOptions.builder().apiKey(KEY).timing(timing);
    spec.accept(options);
    return TransportSetup.builder().provider("acme").base(base()).options(options.build());
  }

  Transport open(TransportSetup setup) {
    Transport transport = Transport.create(setup);
    opened.add(transport);
    return transport;
  }

  void enqueue(MockResponse.Builder... answers) {
    for (MockResponse.Builder answer : answers) {
      http.enqueue(answer.build());
    }
  }

  static MockResponse.Builder ok() {
    return json("{\"id\":\"x\"}");
  }

  static MockResponse.Builder json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body);
  }

  static MockResponse.Builder status(int code) {
    return json("{\"error\":{\"message\":\"because\"}}").code(code);
  }

  RecordedRequest request() {
    try {
      return http.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int requests() {
    return http.getRequestCount();
  }

  @Override
  public void close() {
    opened.forEach(Transport::close);
    http.close();
  }

  /** Without this each answer on a kept connection takes 44 ms. */
  static final class QuickSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new QuickServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      throw new IOException("not used");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      throw new IOException("not used");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      throw new IOException("not used");
    }
  }

  private static final class QuickServerSocket extends ServerSocket {
    QuickServerSocket() throws IOException {
      super();
    }

    @Override
    public Socket accept() throws IOException {
      Socket socket = super.accept();
      socket.setTcpNoDelay(true);
      return socket;
    }
  }
}

package dev.fovea.together;

import dev.fovea.config.ClientOptions;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real server that answers from fixtures, and the services that speak to it; one a test. */
final class Recorded implements BeforeEachCallback, AfterEachCallback {
  static final String KEY = "tk-marker-0123456789";

  final FakeTiming timing = new FakeTiming();
  final List<Transport> opened = new ArrayList<>();
  private final HookedDispatcher answers = new HookedDispatcher();
  MockWebServer http = new MockWebServer();

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    http.setServerSocketFactory(new QuickSockets());
    http.setDispatcher(answers);
    http.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    opened.forEach(Transport::close);
    http.close();
  }

  /** A whole client; the test closes it. */
  TogetherClient client(Consumer<TogetherClient.Builder> spec) {
    TogetherClient.Builder client = TogetherClient.builder()
        .apiKey(KEY)
        .baseUrl(http.url("/v1").uri())
        .options(options -> options.timing(timing));
    spec.accept(client);
    return client.build();
  }

  /** Answers, after something has happened. */
  void then(Runnable before, MockResponse response) {
    answers.enqueue(response, before);
  }

  /** {@return what was asked so far, as method and path} */
  List<String> paths() {
    return answers.asked;
  }

  Transport transport() {
    return transport(options -> {});
  }

  Transport transport(Consumer<ClientOptions.Builder> spec) {
    ClientOptions.Builder options = ClientOptions.builder().apiKey(KEY).timing(timing);
    spec.accept(options);
    Transport transport = Transport.create(TransportSetup.builder()
        .provider("together")
        .base(http.url("/v1").uri())
        .options(options.build())
        .build());
    opened.add(transport);
    return transport;
  }

  /** Answers with these fixtures, one after the other. */
  void replay(String... names) {
    for (String name : names) {
      http.enqueue(Fixture.of(name + ".response").response(server()));
    }
  }

  void answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder()
        .code(status)
        .body(body)
        .addHeader("Content-Type: application/json");
    for (String header : headers) {
      response.addHeader(header);
    }
    http.enqueue(response.build());
  }

  /** Compares the next requests with these fixtures, one after the other. */
  void received(String... names) {
    for (String name : names) {
      Fixture.of(name + ".request").matches(request());
    }
  }

  RecordedRequest request() {
    try {
      return http.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String server() {
    String url = http.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  int requests() {
    return http.getRequestCount();
  }

  /** Without this each answer on a kept connection takes 44 ms. */
  private static final class QuickSockets extends ServerSocketFactory {
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

package dev.fovea.providertests;

import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ClientBuilder;
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

/**
 * A real server that answers from fixtures, and the calls that were made of it; one a test. A
 * provider's subclass makes the provider's client.
 */
public abstract class RecordedProvider implements BeforeEachCallback, AfterEachCallback {
  /** The key of every client; it must never be read anywhere but in a header. */
  public static final String KEY = "tk-marker-0123456789";

  /** The time of everything made here. */
  public final FakeTiming timing = new FakeTiming();

  /** The server. */
  public MockWebServer http = new MockWebServer();

  private final String provider;
  private final List<Transport> opened = new ArrayList<>();
  private final HookedDispatcher answers = new HookedDispatcher();

  /**
   * For a provider's subclass.
   *
   * @param provider its id, which is the name of the folder with the fixtures
   */
  protected RecordedProvider(String provider) {
    this.provider = provider;
  }

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

  /**
   * Lets a provider's client speak to this server, with the key and the time of the test.
   *
   * @param client what the provider's client is built with
   * @param <B> its builder
   * @return the same builder
   */
  protected final <B extends ClientBuilder<B>> B here(B client) {
    return client
        .apiKey(KEY)
        .baseUrl(http.url("/v1").uri())
        .options(options -> options.timing(timing));
  }

  /**
   * Answers, after something has happened.
   *
   * @param before what happens
   * @param response the answer
   */
  public void then(Runnable before, MockResponse response) {
    answers.enqueue(response, before);
  }

  /** {@return what was asked so far, as method and path} */
  public List<String> paths() {
    return answers.asked;
  }

  /** {@return a transport to this server, closed with it} */
  public Transport transport() {
    return transport(options -> {});
  }

  /**
   * A transport to this server, closed with it.
   *
   * @param spec sets what differs
   * @return the transport
   */
  public Transport transport(Consumer<ClientOptions.Builder> spec) {
    ClientOptions.Builder options = ClientOptions.builder().apiKey(KEY).timing(timing);
    spec.accept(options);
    TransportSetup.Builder setup = TransportSetup.builder()
        .provider(provider)
        .base(http.url("/v1").uri())
        .options(options.build());
    bases(setup);
    Transport transport = Transport.create(setup.build());
    opened.add(transport);
    return transport;
  }

  /**
   * Adds the provider's further base URLs to a transport; none unless a provider says so.
   *
   * @param setup what the transport is made with
   */
  protected void bases(TransportSetup.Builder setup) {}

  /**
   * Answers with these fixtures, one after the other.
   *
   * @param names their names without {@code .response.json}
   */
  public void replay(String... names) {
    for (String name : names) {
      http.enqueue(Fixture.of(provider, name + ".response").response(server()));
    }
  }

  /**
   * Answers with a document.
   *
   * @param status the status
   * @param body the document
   * @param headers further headers, as in {@code Retry-After: 2}
   */
  public void answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder()
        .code(status)
        .body(body)
        .addHeader("Content-Type: application/json");
    for (String header : headers) {
      response.addHeader(header);
    }
    http.enqueue(response.build());
  }

  /**
   * Compares the next requests with these fixtures, one after the other.
   *
   * @param names their names without {@code .request.json}
   */
  public void received(String... names) {
    for (String name : names) {
      Fixture.of(provider, name + ".request").matches(request());
    }
  }

  /** {@return the next request} */
  public RecordedRequest request() {
    try {
      return http.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the URL of this server, without a closing slash} */
  public String server() {
    String url = http.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  /** {@return how many requests came so far} */
  public int requests() {
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

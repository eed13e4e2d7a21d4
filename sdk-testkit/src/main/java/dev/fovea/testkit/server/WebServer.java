package dev.fovea.testkit.server;

import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A streaming HTTP/1.1 server on the loopback address. Its threads are daemons and end with
 * {@link #close()}.
 */
public final class WebServer implements AutoCloseable {
  private static final long IDLE_MILLIS = 600_000;

  private final Server server;
  private final ServerConnector connector;
  private final Faults faults;

  private WebServer(Server server, ServerConnector connector, Faults faults) {
    this.server = server;
    this.connector = connector;
    this.faults = faults;
  }

  /**
   * Starts a server.
   *
   * @param port the port, or 0 for any free one
   * @param service what answers
   * @param faults what goes wrong
   * @param log who remembers
   * @return the running server
   * @throws UncheckedIOException when the port is taken
   */
  public static WebServer start(int port, Service service, Faults faults, RequestLog log) {
    QueuedThreadPool threads = new QueuedThreadPool(256, 8);
    threads.setName("embedded-provider");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setStopTimeout(0);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    // Without it, small answers on a kept connection wait 40 ms for the client's acknowledgement.
    connector.setAcceptedTcpNoDelay(true);
    server.addConnector(connector);
    server.setHandler(new Front(service, faults, log));
    WebServer started = new WebServer(server, connector, faults);
    started.run(port);
    return started;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Ids may hold any character; the routes decode each segment by themselves.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(64 << 10);
    return configuration;
  }

  private void run(int port) {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the embedded server did not start: " + e.getMessage(), e);
    }
  }

  /** {@return the root of this server, without a trailing slash} */
  public URI root() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Stops listening, drops all connections and ends all threads. */
  @Override
  public void close() {
    faults.clear();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded server did not stop: " + e.getMessage(), e);
    }
  }
}

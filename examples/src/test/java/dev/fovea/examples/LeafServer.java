package dev.fovea.examples;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.transport.PictureFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives leaves on this machine, by whatever name. */
final class LeafServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  LeafServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      asked.incrementAndGet();
      byte[] body = Leaves.png(1);
      boolean there = exchange.getRequestURI().getPath().equals("/oak.png");
      exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
      if (there) {
        exchange.getResponseBody().write(body);
      }
      exchange.close();
    });
    server.start();
  }

  String address(String path) {
    return "http://leaves.example:" + server.getAddress().getPort() + path;
  }

  /** How often a picture was asked for. */
  int asked() {
    return asked.get();
  }

  PictureFetcher fetcher() {
    return builder().build();
  }

  PictureFetcher fetcher(Path cache) {
    return builder().cache(cache).build();
  }

  private static PictureFetcher.Builder builder() {
    return PictureFetcher.builder()
        .allowHttp(true)
        .allow(InetAddress::isLoopbackAddress)
        .resolver(host -> List.of(InetAddress.getLoopbackAddress()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

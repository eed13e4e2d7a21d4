package dev.fovea.examples;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.transport.PictureFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Gives leaves on this machine, by whatever name. */
final class LeafServer implements AutoCloseable {
  private final HttpServer server;

  LeafServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
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

  PictureFetcher fetcher() {
    return PictureFetcher.builder()
        .allowHttp(true)
        .allow(InetAddress::isLoopbackAddress)
        .resolver(host -> List.of(InetAddress.getLoopbackAddress()))
        .build();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.fovea.transport;

import java.net.InetAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;

/** A server on this machine that gives pictures, and fetchers that may reach it. */
final class PictureServer implements AutoCloseable {
  static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  final LocalServer server = new LocalServer();

  /** A fetcher that may reach this machine, by whatever name. */
  static PictureFetcher.Builder open() {
    return guarded()
        .allow(InetAddress::isLoopbackAddress)
        .resolver(host -> List.of(InetAddress.getLoopbackAddress()));
  }

  /** A fetcher that may not. */
  static PictureFetcher.Builder guarded() {
    return PictureFetcher.builder().allowHttp(true);
  }

  URI at(String path) {
    return at("pictures.example", path);
  }

  URI at(String host, String path) {
    return URI.create("http://" + host + ":" + server.http.getPort() + path);
  }

  static MockResponse.Builder picture(byte[] bytes) {
    return new MockResponse.Builder().body(new Buffer().write(bytes));
  }

  static MockResponse.Builder redirect(String to) {
    return new MockResponse.Builder().code(302).addHeader("Location", to);
  }

  @Override
  public void close() {
    server.close();
  }
}

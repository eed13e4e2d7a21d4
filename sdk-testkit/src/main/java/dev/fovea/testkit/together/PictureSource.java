package dev.fovea.testkit.together;

import dev.fovea.testkit.learning.DataUrl;
import dev.fovea.testkit.learning.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Where the pictures of a chat come from: data URLs, and addresses on this machine; never the
 * network.
 */
final class PictureSource {
  private static final int LARGEST = 32 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  Picture load(String url, String where) {
    try {
      return Picture.decode(url.startsWith("http") ? fetch(url) : DataUrl.decode(url));
    } catch (IOException | IllegalArgumentException e) {
      throw Refusals.badRequest("Cannot read the image at " + where + ": " + e.getMessage(), where);
    }
  }

  private static byte[] fetch(String url) throws IOException {
    URI uri = URI.create(url);
    String host = uri.getHost();
    if (host == null || !isThisMachine(host)) {
      throw new Picture.Unreadable("the embedded provider fetches images from this machine only");
    }
    // A client of its own: it keeps no connection and no thread for the next picture.
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> response = client.send(
          HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        if (response.statusCode() != 200) {
          throw new Picture.Unreadable("fetching it gave status " + response.statusCode());
        }
        return in.readNBytes(LARGEST);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while fetching", stopping);
    }
  }

  private static boolean isThisMachine(String host) throws IOException {
    boolean literal = host.equals("localhost") || host.matches("[0-9.]+") || host.startsWith("[");
    return literal && InetAddress.getByName(host).isLoopbackAddress();
  }
}

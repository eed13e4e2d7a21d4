package dev.fovea.testkit.answering;

import dev.fovea.testkit.learning.DataUrl;
import dev.fovea.testkit.learning.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the pictures of a chat come from: data URLs, and addresses on this machine; never the
 * network.
 *
 * @param largest how many bytes a fetched picture may have
 * @param patience how long fetching one may take altogether
 * @param formats the formats the provider takes, by their upper-case names
 */
public record PictureSource(int largest, Duration patience, Set<String> formats) {
  /**
   * Loads and decodes a picture.
   *
   * @param url a data URL or an address on this machine
   * @param where which part of the request names it
   * @return the picture
   * @throws Unanswerable when it cannot be had or read
   */
  public Picture load(String url, String where) {
    try {
      Picture picture = Picture.decode(url.startsWith("http") ? fetch(url) : DataUrl.decode(url));
      if (!formats.contains(picture.format())) {
        throw new Picture.Unreadable(picture.format() + " is not a supported format");
      }
      return picture;
    } catch (IOException | IllegalArgumentException e) {
      throw new Unanswerable("Cannot read the image at " + where + ": " + e.getMessage(), where);
    }
  }

  /**
   * Fetches a picture.
   *
   * @param url an address on this machine
   * @return its bytes
   * @throws IOException when it cannot be had
   * @throws IllegalArgumentException when it is no address
   */
  public byte[] fetch(String url) throws IOException {
    URI uri = URI.create(url);
    String host = uri.getHost();
    if (host == null || !isThisMachine(host)) {
      throw new Picture.Unreadable("the embedded provider fetches images from this machine only");
    }
    // A client of its own: it keeps no connection and no thread for the next picture.
    HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
        HttpRequest.newBuilder(uri).build(),
        HttpResponse.BodyHandlers.ofByteArrayConsumer(piece -> piece.ifPresent(more -> {
          bytes.writeBytes(more);
          if (bytes.size() > largest) {
            throw new IllegalStateException("it is larger than " + largest + " bytes");
          }
        })));
    await(answer);
    return bytes.toByteArray();
  }

  private void await(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
    try {
      int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw new Picture.Unreadable("fetching it gave status " + status);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while fetching", stopping);
    } catch (TimeoutException slow) {
      throw new Picture.Unreadable("fetching it took longer than " + patience.toMillis() + " ms");
    } catch (ExecutionException failed) {
      throw new Picture.Unreadable("fetching it failed: " + reason(failed));
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(ExecutionException failed) {
    Throwable cause = failed.getCause();
    return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
  }

  private static boolean isThisMachine(String host) throws IOException {
    boolean literal = host.equals("localhost") || host.matches("[0-9.]+") || host.startsWith("[");
    return literal && InetAddress.getByName(host).isLoopbackAddress();
  }
}

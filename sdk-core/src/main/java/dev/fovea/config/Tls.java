package dev.fovea.config;

import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom to trust and as whom to appear. The factory comes from an {@code SSLContext} that was
 * initialised with the same trust manager.
 *
 * @param socketFactory opens the encrypted sockets
 * @param trustManager decides which servers are trusted
 */
public record Tls(SSLSocketFactory socketFactory, X509TrustManager trustManager) {
  /**
   * Both are needed.
   *
   * @param socketFactory opens the encrypted sockets
   * @param trustManager decides which servers are trusted
   */
  public Tls {
    Objects.requireNonNull(socketFactory, "socketFactory");
    Objects.requireNonNull(trustManager, "trustManager");
  }
}

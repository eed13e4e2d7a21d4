package dev.fovea.transport;

import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.TlsException;
import dev.fovea.error.TransportException;
import dev.fovea.error.UnreadableResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Names what broke when there was no whole answer. */
final class FaultMapper {
  private FaultMapper() {}

  /** A failure that no repeat can heal, such as a certificate that is not trusted. */
  static boolean isFinal(IOException e) {
    return e instanceof BodyFailure || e instanceof LimitExceeded || isTls(e);
  }

  /** Whether the library promises that the server did not look at the request. */
  static boolean isUntouched(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("REFUSED_STREAM")
        || e.getClass().getSimpleName().equals("ConnectionShutdownException");
  }

  // A handshake that was cut off is the network's fault and may pass.
  private static boolean isTls(IOException e) {
    if (e instanceof SSLPeerUnverifiedException) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
      if (cause instanceof EOFException || cause instanceof SocketException) {
        return false;
      }
    }
    return e instanceof SSLHandshakeException;
  }

  static FoveaException map(IOException e, Failure.Builder failure, String host, Attempt attempt) {
    Throwable made = e.getCause();
    if (e instanceof BodyFailure && made instanceof FoveaException own) {
      return own;
    }
    if (e instanceof BodyFailure && made instanceof RuntimeException own) {
      throw own;
    }
    failure.message(message(e, host, attempt)).cause(e);
    if (e instanceof BodyFailure) {
      // The end of the body never left: to the server this is no request at all.
      return new DatasetException(failure.outcome(Outcome.NOT_SENT).build(), List.of());
    }
    Failure built = failure.build();
    if (e instanceof LimitExceeded) {
      return new UnreadableResponseException(built, "");
    }
    if (isTls(e)) {
      return new TlsException(built);
    }
    return isTimeout(e) ? new CallTimeoutException(built) : new TransportException(built);
  }

  static boolean isTimeout(IOException e) {
    return e instanceof SocketTimeoutException
        || (e instanceof InterruptedIOException && "timeout".equals(e.getMessage()));
  }

  private static String message(IOException e, String host, Attempt attempt) {
    if (e instanceof BodyFailure || e instanceof LimitExceeded) {
      return String.valueOf(e.getMessage());
    }
    if (isTls(e)) {
      return "the TLS connection to " + host + " is not trusted: " + reason(e);
    }
    if (e instanceof UnknownHostException) {
      return "the host " + host + " is unknown";
    }
    if (!attempt.begun()) {
      boolean refused = e instanceof ConnectException || e instanceof NoRouteToHostException;
      return isTimeout(e)
          ? "no connection to " + host + " in time"
          : "cannot connect to " + host + (refused ? "" : ": " + reason(e));
    }
    if (isTimeout(e)) {
      return attempt.answered()
          ? host + " stopped in the middle of its answer"
          : host + (attempt.sent() ? " gave no answer in time" : " stopped taking the request");
    }
    String tls = e instanceof SSLException ? " (TLS)" : "";
    return attempt.answered()
        ? "the connection to " + host + " broke in the middle of the answer" + tls
        : "the connection to " + host + " broke before the answer" + tls;
  }

  private static String reason(IOException e) {
    String text = e.getMessage();
    return text == null || text.isBlank()
        ? e.getClass().getSimpleName()
        : text.lines().findFirst().orElse(text);
  }
}

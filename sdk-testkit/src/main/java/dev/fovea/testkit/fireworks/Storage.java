package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Ranges;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bucket behind signed addresses. It takes no key: the signature in the address is the only
 * proof, and it covers the headers of a PUT. Thread-safe.
 */
final class Storage implements AutoCloseable {
  static final String PATH = "/_storage/";
  private static final String SIGNATURE = "X-Goog-Signature";
  private static final String LENGTH = "x-goog-content-length-range";

  /** Takes what was put. */
  @FunctionalInterface
  interface Receiver {
    void take(Blob bytes) throws IOException;
  }

  /** What stands behind an address to read from. */
  record Content(long size, String version, Ranges.Bytes bytes) {
    static Content of(Blob blob) {
      return new Content(blob.size(), blob.sha256(), () -> Files.newInputStream(blob.place()));
    }

    static Content of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String version = Integer.toHexString(text.hashCode());
      return new Content(bytes.length, version, () -> new ByteArrayInputStream(bytes));
    }
  }

  private record Ticket(
      String signature,
      long size,
      @Nullable Receiver receiver,
      @Nullable Supplier<Content> content) {}

  private final Account account;
  private final Folder folder = Folder.open("embedded-fireworks");
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

  Storage(Account account) {
    this.account = account;
  }

  /** Keeps bytes that came another way. */
  Blob keep(Folder.Writer writer) throws IOException {
    return folder.write(writer);
  }

  /**
   * An address that takes exactly this many bytes.
   *
   * @param file the full name of what it belongs to, and the file's name
   */
  String toPut(Exchange exchange, String file, long size, Receiver receiver) {
    Ticket ticket = new Ticket(account.hex(32), size, receiver, null);
    String path = PATH + account.hex(16) + path(file);
    tickets.put(path, ticket);
    return address(exchange, path, ticket);
  }

  /**
   * An address to read from; the same for the same file, whose content may grow.
   *
   * @param file the full name of what it belongs to, and the file's name
   */
  String toGet(Exchange exchange, String file, Supplier<Content> content) {
    String path = PATH + "download" + path(file);
    Ticket ticket = tickets.compute(
        path,
        (p, old) -> new Ticket(old == null ? account.hex(32) : old.signature(), 0, null, content));
    return address(exchange, path, ticket);
  }

  private static String path(String file) {
    return "/"
        + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static String address(Exchange exchange, String path, Ticket ticket) {
    return "http://" + exchange.authority() + path
        + "?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=3600&" + SIGNATURE + "="
        + ticket.signature();
  }

  Reply handle(Exchange exchange) throws IOException {
    if (!exchange.authorization().isEmpty() || !exchange.apiKey().isEmpty()) {
      return refusal(400, "InvalidArgument", "a signed address takes no other proof");
    }
    Ticket ticket = tickets.get(exchange.path());
    String signature = exchange.queryValues().getOrDefault(SIGNATURE, "");
    if (ticket == null || !ticket.signature().equals(signature)) {
      return refusal(403, "SignatureDoesNotMatch", "the address was not signed here");
    }
    if (exchange.method().equals("PUT") && ticket.receiver() != null) {
      return put(exchange, ticket, ticket.receiver());
    }
    if (exchange.method().equals("GET") && ticket.content() != null) {
      Content content = ticket.content().get();
      return Ranges.reply(exchange, content.size(), content.version(), content.bytes());
    }
    return refusal(403, "SignatureDoesNotMatch", "the address was signed for another method");
  }

  private Reply put(Exchange exchange, Ticket ticket, Receiver receiver) throws IOException {
    String range = ticket.size() + "," + ticket.size();
    boolean signed = exchange
            .header("content-type")
            .filter("application/octet-stream"::equals)
            .isPresent()
        && exchange.header(LENGTH).filter(range::equals).isPresent();
    if (!signed) {
      return refusal(
          403,
          "SignatureDoesNotMatch",
          "signed were Content-Type application/octet-stream and " + LENGTH + " " + range);
    }
    Blob bytes = folder.write(out -> Folder.copy(exchange.stream(), out));
    if (bytes.size() != ticket.size()) {
      bytes.delete();
      return bytes.size() > ticket.size()
          ? refusal(400, "EntityTooLarge", "the upload is larger than " + ticket.size())
          : refusal(400, "EntityTooSmall", "the upload is smaller than " + ticket.size());
    }
    receiver.take(bytes);
    return Reply.empty(200).header("ETag", "\"" + bytes.sha256().substring(0, 32) + "\"");
  }

  private static Reply refusal(int status, String code, String message) {
    return Reply.text(
            status,
            "<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + code + "</Code><Message>"
                + message + "</Message></Error>")
        .header("Content-Type", "application/xml; charset=UTF-8");
  }

  @Override
  public void close() {
    folder.close();
  }
}

package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.Tls;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fetcher of pictures does not go. */
@Timeout(60)
class PictureGuardTest {
  private final PictureServer pictures = new PictureServer();

  @AfterEach
  void close() {
    pictures.close();
  }

  private static ImageException refused(PictureFetcher.Builder builder, URI uri) {
    try (PictureFetcher fetcher = builder.build()) {
      ImageException failure = catchThrowableOfType(ImageException.class, () -> fetcher.fetch(uri));
      assertThat(failure).isNotNull();
      assertThat(failure.isRetryable()).isFalse();
      return failure;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://a.example/x.png",
        "jar:file:///x.jar!/a.png",
        "data:text/html;base64,PGI+",
        "gopher://a.example/x",
        "picture.png",
        "http://a.example/x.png",
        "HTTP://a.example/x.png"
      })
  void onlyHttpsIsFetchedUnlessHttpIsAllowed(String uri) {
    assertThat(refused(PictureFetcher.builder(), URI.create(uri)))
        .hasMessageContaining("only https is fetched")
        .hasMessageNotContaining("passwd")
        .extracting(FoveaException::outcome)
        .isEqualTo(Outcome.NOT_SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0", "[::]"})
  void thisMachineIsNotReachedByAnyOfItsNames(String host) {
    assertThat(refused(PictureServer.guarded(), pictures.at(host, "/a.gif")))
        .hasMessageContaining("not public");
    assertThat(pictures.server.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001"})
  void anAddressInDisguiseIsRefusedBeforeAnybodyReadsIt(String host) {
    PictureFetcher.Builder builder = PictureServer.open().resolver(name -> {
      throw new AssertionError("looked up");
    });

    assertThat(refused(builder, URI.create("https://" + host + "/a.gif")))
        .hasMessageContaining("four decimal numbers");
  }

  @Test
  void aNameOneOfWhoseAddressesIsPrivateIsRefused() {
    InetAddress inside = InetAddress.getLoopbackAddress();
    for (List<InetAddress> found : List.of(
        List.of(inside), List.of(PictureGuardTest.outside(), inside), List.of(inside, outside()))) {
      assertThat(refused(PictureServer.guarded().resolver(host -> found), pictures.at("/a.gif")))
          .hasMessageContaining("the host pictures.example leads to an address")
          .hasMessageNotContaining("127.0.0.1")
          .extracting(FoveaException::outcome)
          .isEqualTo(Outcome.NOT_SENT);
    }
    assertThat(pictures.server.requests()).isZero();
  }

  private static InetAddress outside() {
    try {
      return InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theAddressThatWasCheckedIsTheOneConnectedTo() {
    AtomicInteger lookups = new AtomicInteger();
    pictures.server.enqueue(PictureServer.picture(PictureServer.GIF));
    // What it finds a second time nobody listens at.
    PictureFetcher.Builder builder = PictureServer.open()
        .resolver(host ->
            List.of(lookups.getAndIncrement() == 0 ? InetAddress.getLoopbackAddress() : outside()));

    try (PictureFetcher fetcher = builder.build()) {
      assertThat(fetcher.fetch(pictures.at("/a.gif")).size()).isEqualTo(PictureServer.GIF.length);
    }
    assertThat(lookups).hasValue(1);
  }

  @Test
  void aSocketConnectsOnlyWhereItMayWhoeverLookedTheAddressUp() throws IOException {
    AddressGuard guard = new AddressGuard(host -> List.of(outside()), address -> false);
    InetAddress here = InetAddress.getLoopbackAddress();
    int port = pictures.server.http.getPort();

    for (InetSocketAddress to : List.of(
        new InetSocketAddress(here, port), InetSocketAddress.createUnresolved("localhost", port))) {
      try (Socket socket = guard.createSocket()) {
        assertThatThrownBy(() -> socket.connect(to, 1_000)).isInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() -> socket.connect(to)).isInstanceOf(RefusedAddress.class);
        assertThat(socket.isConnected()).isFalse();
      }
    }
    assertThatThrownBy(() -> guard.createSocket(here, port)).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> guard.createSocket(here, port, here, 0))
        .isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> guard.createSocket("localhost", port))
        .isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> guard.createSocket("localhost", port, here, 0))
        .isInstanceOf(SocketException.class);
  }

  @Test
  void aNameThatTurnsPrivateIsRefusedWhenItIsConnectedToAgain() {
    AtomicInteger lookups = new AtomicInteger();
    pictures.server.enqueue(PictureServer.redirect("http://pictures.example:1/b.gif"));
    byte[] inside = {10, 0, 0, 1};
    PictureFetcher.Builder builder = PictureServer.open()
        .resolver(host -> List.of(
            lookups.getAndIncrement() == 0
                ? InetAddress.getLoopbackAddress()
                : InetAddress.getByAddress(inside)));

    assertThat(refused(builder, pictures.at("/a.gif"))).hasMessageContaining("not public");
    assertThat(lookups).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/b.gif",
        "http://169.254.169.254/latest/meta-data",
        "//192.168.0.1/b.gif",
        "http://[fd00::1]/b.gif",
        "http://[64:ff9b::a00:1]/b.gif",
        "file:///etc/passwd",
        "http://u:marker@pictures.example/b.gif",
        "http://0x0a.1/b.gif"
      })
  void everyRedirectIsCheckedAnew(String target) {
    pictures.server.enqueue(PictureServer.redirect(target));

    assertThat(refused(PictureServer.open(), pictures.at("/a.gif")))
        .hasMessageNotContaining("marker");
    assertThat(pictures.server.requests()).isEqualTo(1);
  }

  @Test
  void aRedirectFromHttpsToHttpIsRefusedUnlessHttpIsAllowed() {
    HeldCertificate certificate = new HeldCertificate.Builder()
        .addSubjectAlternativeName("pictures.example")
        .build();
    HandshakeCertificates both = new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .addTrustedCertificate(certificate.certificate())
        .build();
    Tls tls = new Tls(both.sslSocketFactory(), both.trustManager());
    pictures.server.http.useHttps(both.sslSocketFactory());
    pictures.server.enqueue(
        PictureServer.picture(PictureServer.GIF),
        PictureServer.redirect("http://pictures.example/b.gif?sig=marker"));
    URI uri = URI.create("https://pictures.example:" + pictures.server.http.getPort() + "/a.gif");

    try (PictureFetcher fetcher = PictureServer.open().allowHttp(false).tls(tls).build()) {
      assertThat(fetcher.fetch(uri).size()).isEqualTo(PictureServer.GIF.length);
    }
    assertThat(refused(PictureServer.open().allowHttp(false).tls(tls), uri))
        .hasMessageContaining(
            "only https is fetched (redirected to http://pictures.example/b.gif)");
  }

  @Test
  void aRedirectToAnotherPortOfAnAllowedAddressIsFollowed() {
    try (PictureServer other = new PictureServer();
        PictureFetcher fetcher = PictureServer.open().build()) {
      pictures.server.enqueue(PictureServer.redirect(other.at("/b.gif").toString()));
      other.server.enqueue(PictureServer.picture(PictureServer.GIF));

      assertThat(fetcher.fetch(pictures.at("/a.gif")).size()).isEqualTo(PictureServer.GIF.length);
    }
  }

  @Test
  void theSixthRedirectIsNotFollowed() {
    for (int hop = 0; hop < 21; hop++) {
      pictures.server.enqueue(PictureServer.redirect("/" + hop));
    }

    assertThat(refused(PictureServer.open(), pictures.at("/a.gif")))
        .hasMessageContaining("redirected more than 5 times");
    assertThat(pictures.server.requests()).isEqualTo(6);
  }

  @Test
  void aCircleOfRedirectsEndsWhereItCloses() {
    pictures.server.enqueue(PictureServer.redirect("/b#1"), PictureServer.redirect("/a"));

    assertThat(refused(PictureServer.open(), pictures.at("/a"))).hasMessageContaining("circle");
    assertThat(pictures.server.requests()).isEqualTo(2);
  }

  @Test
  void theProxyOfTheSystemIsNotAsked() {
    ProxySelector before = ProxySelector.getDefault();
    NoisyProxies proxies = new NoisyProxies();
    ProxySelector.setDefault(proxies);
    pictures.server.enqueue(PictureServer.picture(PictureServer.GIF));
    try (PictureFetcher fetcher = PictureServer.open().build()) {
      fetcher.fetch(pictures.at("/a.gif"));
    } finally {
      ProxySelector.setDefault(before);
    }

    assertThat(proxies.asked).hasValue(0);
    assertThat(pictures.server.request().getTarget()).isEqualTo("/a.gif");
  }

  private static final class NoisyProxies extends ProxySelector {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public List<Proxy> select(URI uri) {
      asked.incrementAndGet();
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      asked.incrementAndGet();
    }
  }
}

package dev.fovea.transport;

import dev.fovea.config.HostResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Lets nobody connect to an address that is neither public nor allowed. It looks twice: at all
 * addresses of a name, one bad one of which spoils the rest, and at the one a socket connects to,
 * since the HTTP library looks up no host that is a number.
 */
final class AddressGuard extends SocketFactory implements Dns {
  private final HostResolver resolver;
  private final Predicate<? super InetAddress> allowed;

  AddressGuard(HostResolver resolver, Predicate<? super InetAddress> allowed) {
    this.resolver = resolver;
    this.allowed = allowed;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = List.copyOf(resolver.resolve(host));
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    for (InetAddress address : addresses) {
      check(address);
    }
    return addresses;
  }

  private void check(InetAddress address) throws RefusedAddress {
    if (!AddressRules.isPublic(address) && !allowed.test(address)) {
      throw new RefusedAddress();
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new GuardedSocket();
    socket.setTcpNoDelay(true);
    return socket;
  }

  // Sockets that are connected when they are made would not be looked at; nobody asks for them.
  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }

  private static SocketException connected() {
    return new SocketException("only unconnected sockets are made here");
  }

  private final class GuardedSocket extends Socket {
    GuardedSocket() {
      // Otherwise the JDK itself asks the system for a SOCKS proxy.
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress to) || to.isUnresolved()) {
        throw new RefusedAddress();
      }
      check(to.getAddress());
      super.connect(endpoint, timeout);
    }
  }
}

package dev.fovea.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How host names become addresses. Implementations must be thread-safe. */
@FunctionalInterface
public interface HostResolver {
  /**
   * Finds the addresses of a host, in the order in which to try them.
   *
   * @param host the host's name
   * @return its addresses, at least one
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}

package dev.fovea.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which addresses are on the public internet, by the IANA registries of special-purpose addresses
 * (2026-11). Whatever is not known to be public is not.
 */
final class AddressRules {
  private static final List<Range> SPECIAL = Stream.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Protocols: Teredo, benchmarks, ORCHID and more.
          "2001::/23",
          "2001:db8::/32",
          // 6to4: any IPv4 address may be inside.
          "2002::/16",
          "3fff::/20")
      .map(Range::parse)
      .toList();

  // Loopback, mapped, NAT64, unique local, link-local, multicast and what is not given out yet lie
  // outside.
  private static final Range GLOBAL = Range.parse("2000::/3");

  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.*");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern PLAIN = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private AddressRules() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return (bytes.length == 4 || GLOBAL.holds(bytes))
        && SPECIAL.stream().noneMatch(range -> range.holds(bytes));
  }

  /**
   * Whether a host is an IPv4 address in a form other than four decimal numbers, such as
   * {@code 0x7f.1}, {@code 2130706433} or {@code 0177.0.0.1}: what it means depends on who reads
   * it.
   */
  static boolean isOddNumber(String host) {
    return NUMBER.matcher(host).matches() && !PLAIN.matcher(host).matches();
  }

  private static final class Range {
    private final byte[] prefix;
    private final int bits;

    private Range(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static Range parse(String text) {
      int slash = text.indexOf('/');
      try {
        // A number is not looked up.
        return new Range(
            InetAddress.getByName(text.substring(0, slash)).getAddress(),
            Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}

package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a picture may come from. */
class AddressRulesTest {
  // Written down once more, and more finely than the rules have them.
  private static final List<String> SPECIAL = List.of(
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
      "255.255.255.255/32",
      "::/128",
      "::1/128",
      "::/96",
      "64:ff9b::/96",
      "64:ff9b:1::/48",
      "100::/64",
      "100:0:0:1::/64",
      "2001::/32",
      "2001:2::/48",
      "2001:10::/28",
      "2001:20::/28",
      "2001:db8::/32",
      "2002::/16",
      "3fff::/20",
      "5f00::/16",
      "fc00::/7",
      "fe80::/10",
      "fec0::/10",
      "ff00::/8");

  @Property(tries = 2_000)
  void noAddressOfASpecialRangeIsPublic(@ForAll("special") InetAddress address) {
    assertThat(AddressRules.isPublic(address)).as(address.toString()).isFalse();
  }

  @Property(tries = 500)
  void noSpecialAddressIsPublicWhenItIsMappedIntoIpv6(@ForAll("specialIpv4") InetAddress address)
      throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    System.arraycopy(address.getAddress(), 0, mapped, 12, 4);

    assertThat(AddressRules.isPublic(InetAddress.getByAddress(mapped))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "8.8.8.8",
        "2001:200::",
        "2001:4860:4860::8888",
        "2003::",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void theNeighboursOfSpecialRangesArePublic(String address) throws UnknownHostException {
    assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "0x7f.0.0.0x1",
        "256.0.0.1",
        "1.2.3.4.5",
        "a.0x",
        "08.8.8.8"
      })
  void aNumberThatIsNoPlainAddressIsOdd(String host) {
    assertThat(AddressRules.isOddNumber(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "8.8.8.8",
        "255.255.255.255",
        "example.com",
        "1.example",
        "::1",
        "0xa.b"
      })
  void plainAddressesAndNamesAreNotOdd(String host) {
    assertThat(AddressRules.isOddNumber(host)).isFalse();
  }

  @Provide
  Arbitrary<InetAddress> special() {
    return Arbitraries.of(SPECIAL).flatMap(AddressRulesTest::within);
  }

  @Provide
  Arbitrary<InetAddress> specialIpv4() {
    return Arbitraries.of(
            SPECIAL.stream().filter(range -> range.indexOf(':') < 0).toList())
        .flatMap(AddressRulesTest::within);
  }

  private static Arbitrary<InetAddress> within(String range) {
    int slash = range.indexOf('/');
    byte[] prefix = bytes(range.substring(0, slash));
    int bits = Integer.parseInt(range.substring(slash + 1));
    return Arbitraries.bytes().array(byte[].class).ofSize(prefix.length).map(random -> {
      byte[] address = random.clone();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        address[bit / 8] = (byte) ((address[bit / 8] & ~mask) | (prefix[bit / 8] & mask));
      }
      return of(address);
    });
  }

  private static InetAddress of(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

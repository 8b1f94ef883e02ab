package io.deepsearch4j.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A range of internet addresses that is not the public internet.
///
/// @param first the range's first address
/// @param bits how many leading bits an address shares with it
/// @param what the range is for
/// @param access who may go there
record AddressRange(InetAddress first, int bits, String what, Access access) {

  /// Whether the user's configuration can open a range.
  enum Access {
    IF_ALLOWED,
    NEVER
  }

  // The metadata services of clouds come first: they also lie in wider ranges that can be opened.
  private static final List<AddressRange> SPECIAL =
      List.of(
          closed("169.254.169.254/32", "a cloud metadata service"),
          closed("169.254.0.23/32", "a cloud metadata service"),
          closed("169.254.170.2/32", "a cloud metadata service"),
          closed("100.100.100.200/32", "a cloud metadata service"),
          closed("168.63.129.16/32", "a cloud metadata service"),
          closed("192.0.0.192/32", "a cloud metadata service"),
          closed("fd00:ec2::/32", "a cloud metadata service"),
          closed("fd20:ce::254/128", "a cloud metadata service"),
          openable("127.0.0.0/8", "this machine (loopback)"),
          openable("10.0.0.0/8", "a private network"),
          openable("172.16.0.0/12", "a private network"),
          openable("192.168.0.0/16", "a private network"),
          closed("0.0.0.0/8", "the unspecified network"),
          closed("100.64.0.0/10", "a carrier's inner network (CGNAT)"),
          closed("169.254.0.0/16", "link-local"),
          closed("192.0.0.0/24", "reserved for protocols"),
          closed("192.0.2.0/24", "reserved for documentation"),
          closed("192.31.196.0/24", "reserved for AS112"),
          closed("192.52.193.0/24", "reserved for multicast tunnels"),
          closed("192.88.99.0/24", "reserved for 6to4 relays"),
          closed("192.175.48.0/24", "reserved for AS112"),
          closed("198.18.0.0/15", "reserved for benchmarks"),
          closed("198.51.100.0/24", "reserved for documentation"),
          closed("203.0.113.0/24", "reserved for documentation"),
          closed("224.0.0.0/4", "multicast"),
          closed("240.0.0.0/4", "reserved or broadcast"),
          openable("::1/128", "this machine (loopback)"),
          openable("fc00::/7", "a private network (unique local)"),
          closed("::/96", "unspecified or IPv4-compatible"),
          closed("64:ff9b::/96", "an IPv4 address behind NAT64"),
          closed("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
          closed("100::/63", "a discard range"),
          closed("2001::/32", "a Teredo tunnel"),
          closed("2001::/23", "reserved for protocols"),
          closed("2001:db8::/32", "reserved for documentation"),
          closed("2002::/16", "a 6to4 tunnel"),
          closed("3fff::/20", "reserved for documentation"),
          closed("fe80::/10", "link-local"),
          closed("fec0::/10", "site-local"),
          closed("ff00::/8", "multicast"));

  private static final AddressRange PUBLIC_V6 = closed("2000::/3", "the public IPv6 internet");
  private static final AddressRange OTHER_V6 = closed("::/0", "not the public IPv6 internet");

  /// The special range an address lies in, if any.
  static Optional<AddressRange> of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (isMapped(bytes)) {
      return Optional.of(closed("::/0", "an IPv4 address in IPv6 clothes"));
    }
    for (AddressRange range : SPECIAL) {
      if (range.holds(bytes)) {
        return Optional.of(range);
      }
    }
    return bytes.length == 16 && !PUBLIC_V6.holds(bytes) ? Optional.of(OTHER_V6) : Optional.empty();
  }

  // Java turns ::ffff:a.b.c.d into IPv4 by itself, but not the translated form ::ffff:0:a.b.c.d.
  private static boolean isMapped(byte[] bytes) {
    if (bytes.length != 16) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return (bytes[8] == -1 && bytes[9] == -1) || (bytes[10] == -1 && bytes[11] == -1);
  }

  private boolean holds(byte[] address) {
    byte[] start = first.getAddress();
    if (start.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((start[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static AddressRange closed(String cidr, String what) {
    return range(cidr, what, Access.NEVER);
  }

  private static AddressRange openable(String cidr, String what) {
    return range(cidr, what, Access.IF_ALLOWED);
  }

  private static AddressRange range(String cidr, String what, Access access) {
    int slash = cidr.indexOf('/');
    return new AddressRange(
        InetAddress.ofLiteral(cidr.substring(0, slash)),
        Integer.parseInt(cidr.substring(slash + 1)),
        what,
        access);
  }
}

package io.deepsearch4j.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/// Decides where we may connect. It stands in three places, because each alone has a hole: before a
/// request (port, name, literal address), in name resolution, and in the socket's own `connect`,
/// where the address checked is the address connected to, so that a name which changes its mind
/// between check and use gains nothing. Immutable.
final class EgressGuard {
  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "instance-data",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.azure.com",
          "metadata.azure.internal",
          "metadata.tencentyun.com",
          "metadata.packet.net",
          "metadata.platformequinix.com",
          "instance-data.ec2.internal");

  private final List<AllowEntry> allow;
  private final Dns resolver;

  /// @param allow as in [WebConfig#allow()]
  /// @param resolver asked for every name outside `localhost`
  EgressGuard(List<String> allow, Dns resolver) {
    this.allow = allow.stream().map(AllowEntry::parse).toList();
    this.resolver = resolver;
  }

  /// Why we do not go to an address, as far as its text tells; empty if nothing speaks against it.
  Optional<String> objection(HttpUrl url) {
    String host = plainHost(url.host());
    if (METADATA_NAMES.contains(host)) {
      return Optional.of(host + " is a cloud metadata service, which is never opened");
    }
    Optional<InetAddress> literal = literal(host);
    if (literal.isPresent()) {
      Optional<String> objection = objection(host, literal.get(), url.port());
      if (objection.isPresent()) {
        return objection;
      }
    }
    boolean open =
        PORTS.contains(url.port())
            || allow.stream().anyMatch(e -> e.port() == url.port() && e.coversHost(host));
    return open
        ? Optional.empty()
        : Optional.of(
            "port %d of %s is closed to us; only 80, 443, 8080 and 8443 are open unless web.allow names %s:%d"
                .formatted(url.port(), host, host, url.port()));
  }

  private Optional<String> objection(String host, InetAddress address, int port) {
    return AddressRange.of(address)
        .filter(range -> !mayOpen(range, host, port))
        .map(
            range ->
                switch (range.access()) {
                  case NEVER ->
                      "%s is at %s, which is %s and never opened"
                          .formatted(host, address.getHostAddress(), range.what());
                  case IF_ALLOWED ->
                      "%s is at %s, which is %s; to read it all the same, add %s:%d to web.allow"
                          .formatted(host, address.getHostAddress(), range.what(), host, port);
                });
  }

  private boolean mayOpen(AddressRange range, String host, int port) {
    return switch (range.access()) {
      case NEVER -> false;
      case IF_ALLOWED -> allow.stream().anyMatch(entry -> entry.covers(host, port));
    };
  }

  /// Throws unless we may connect to this address under this name.
  void check(InetSocketAddress target) throws EgressRefusal {
    InetAddress address = target.getAddress();
    String host = plainHost(target.getHostString());
    if (address == null) {
      throw new EgressRefusal(host + " was not resolved by us, so we do not connect to it");
    }
    Optional<String> objection = objection(host, address, target.getPort());
    if (objection.isPresent()) {
      throw new EgressRefusal(objection.get());
    }
  }

  /// Resolves names; drops addresses no allow entry could open.
  Dns dns() {
    return this::lookup;
  }

  /// Makes sockets that check where they connect.
  SocketFactory sockets() {
    return new GuardedSocketFactory(this);
  }

  private List<InetAddress> lookup(String name) throws UnknownHostException {
    String host = plainHost(name);
    var open = new ArrayList<InetAddress>();
    String objection = "";
    for (InetAddress address : resolve(host)) {
      // The port is not known here: the socket asks again with it.
      Optional<AddressRange> closed =
          AddressRange.of(address).filter(range -> !mayOpenSomePort(range, host));
      if (closed.isEmpty()) {
        // Carrying the name along lets the socket see under which name it connects.
        open.add(InetAddress.getByAddress(host, address.getAddress()));
      } else {
        objection =
            "%s is at %s, which is %s; we do not go there"
                .formatted(host, address.getHostAddress(), closed.get().what());
      }
    }
    if (open.isEmpty()) {
      throw objection.isEmpty()
          ? new UnknownHostException(host + " has no address")
          : new EgressRefusal(objection);
    }
    return open;
  }

  private boolean mayOpenSomePort(AddressRange range, String host) {
    return switch (range.access()) {
      case NEVER -> false;
      case IF_ALLOWED -> allow.stream().anyMatch(entry -> entry.coversHost(host));
    };
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
    }
    return resolver.lookup(host);
  }

  /// A host as it is compared: lower case, no brackets, an IPv6 address in its one long form.
  static String plainHost(String host) {
    String plain = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    return literal(plain).map(InetAddress::getHostAddress).orElse(plain);
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return host.contains(":") || Address.DOTTED_QUAD.matcher(host).matches()
          ? Optional.of(InetAddress.ofLiteral(host))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

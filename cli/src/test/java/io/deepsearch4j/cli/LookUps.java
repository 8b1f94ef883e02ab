package io.deepsearch4j.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Writes down every name that anybody in this process asks to be resolved.
public final class LookUps extends InetAddressResolverProvider {
  private static final List<String> NAMES = new CopyOnWriteArrayList<>();

  /// The names asked for so far, but for this machine's own.
  static List<String> names() {
    return List.copyOf(NAMES);
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    String own = System.getenv().getOrDefault("HOSTNAME", usual.toString());
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (!host.equals("localhost")
            && !host.equals(own)
            && !host.equals(configuration.lookupLocalHostName())) {
          NAMES.add(host);
        }
        return usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "look-ups";
  }
}

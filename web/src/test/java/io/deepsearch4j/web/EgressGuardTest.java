package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final Dns NOWHERE =
      name -> {
        throw new UnknownHostException(name);
      };

  private static Dns at(String... literals) {
    return _ -> Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  private static EgressGuard guard(String... allow) {
    return new EgressGuard(List.of(allow), NOWHERE);
  }

  private static HttpUrl url(String text) {
    return ((Address.Http) Address.parse(text)).url();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://metadata.google.internal/computeMetadata/v1/",
        "http://metadata/",
        "http://METADATA.goog/",
        "http://instance-data.ec2.internal/",
        "http://169.254.169.254/latest/meta-data/",
        "http://169.254.0.23/",
        "http://100.100.100.200/",
        "http://[fd00:ec2::254]/"
      })
  void s2RefusesMetadataServicesEvenWhenTheyAreAllowed(String text) {
    String host = url(text).host();
    EgressGuard guard = guard(host.contains(":") ? "[" + host + "]" : host, "*.internal", "*.254");

    assertThat(guard.objection(url(text)))
        .hasValueSatisfying(why -> assertThat(why).contains("metadata"));
  }

  @Test
  void s2RefusesAnAllowedNameThatResolvesToAMetadataService() {
    var guard = new EgressGuard(List.of("files.example"), at("169.254.169.254"));

    assertThatThrownBy(() -> guard.dns().lookup("files.example"))
        .isInstanceOf(EgressRefusal.class)
        .hasMessageContaining("metadata");
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 25, 81, 3306, 5432, 6379, 8081, 9200, 65535})
  void s8RefusesOtherPorts(int port) {
    assertThat(guard().objection(url("http://a.example:" + port + "/")))
        .hasValueSatisfying(why -> assertThat(why).contains("web.allow", "a.example:" + port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.example/", "https://a.example/", "http://a.example:8080/"})
  void leavesTheUsualPortsOpen(String text) {
    assertThat(guard().objection(url(text))).isEmpty();
  }

  @Test
  void opensAPortOnlyForTheHostThatNamesIt() {
    EgressGuard guard = guard("a.example:9000");

    assertThat(guard.objection(url("http://a.example:9000/"))).isEmpty();
    assertThat(guard.objection(url("http://a.example:9001/"))).isPresent();
    assertThat(guard.objection(url("http://b.example:9000/"))).isPresent();
  }

  @Test
  void opensLoopbackForExactlyTheEntry() {
    EgressGuard guard = guard("127.0.0.1:8123", "[::1]:8123");

    assertThat(guard.objection(url("http://127.0.0.1:8123/"))).isEmpty();
    assertThat(guard.objection(url("http://[::1]:8123/"))).isEmpty();
    assertThat(guard.objection(url("http://127.0.0.2:8123/"))).isPresent();
    assertThat(guard.objection(url("http://127.0.0.1:8080/"))).isPresent();
  }

  @Test
  void opensNamesBelowAWildcardAndNotTheNameItself() throws IOException {
    EgressGuard guard = guard("*.localhost:8123");

    assertThat(guard.dns().lookup("acme.localhost")).hasSize(1);
    assertThat(guard.objection(url("http://acme.localhost:8123/"))).isEmpty();
    assertThatThrownBy(() -> guard.dns().lookup("localhost")).isInstanceOf(EgressRefusal.class);
    assertThat(guard.objection(url("http://xlocalhost:8123/"))).isPresent();
  }

  @Test
  void anEntryNeverOpensLinkLocalOrCarrierNetworks() {
    var guard = new EgressGuard(List.of("nas.example"), at("169.254.7.7", "100.64.0.9"));

    assertThatThrownBy(() -> guard.dns().lookup("nas.example")).isInstanceOf(EgressRefusal.class);
  }

  @Test
  void resolvesLocalhostByItselfAndStillRefusesIt() {
    var guard = new EgressGuard(List.of(), at("93.184.215.14"));

    assertThatThrownBy(() -> guard.dns().lookup("evil.localhost"))
        .isInstanceOf(EgressRefusal.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void dropsTheInnerAddressesOfAPublicName() throws IOException {
    var guard = new EgressGuard(List.of(), at("10.0.0.7", "93.184.215.14", "64:ff9b::a00:7"));

    List<InetAddress> addresses = guard.dns().lookup("www.example");

    assertThat(addresses)
        .singleElement()
        .satisfies(
            address -> {
              assertThat(address.getHostAddress()).isEqualTo("93.184.215.14");
              assertThat(new InetSocketAddress(address, 80).getHostString())
                  .isEqualTo("www.example");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "2130706433", "127.1", "::1", "0.0.0.0", "::", "::ffff:127.0.0.1"})
  void s1SocketsRefuseBeforeTheyConnect(String form) throws IOException {
    try (var listener = new Listener();
        Socket socket = guard("a.example").sockets().createSocket()) {
      var target = new InetSocketAddress(InetAddress.getByName(form), listener.port());

      assertThatThrownBy(() -> socket.connect(target)).isInstanceOf(EgressRefusal.class);
      assertThat(listener.wasReached()).isFalse();
    }
  }

  @Test
  void s1SocketsRefuseHoweverTheyAreMade() throws IOException {
    try (var listener = new Listener()) {
      var sockets = guard().sockets();
      InetAddress loopback = InetAddress.getLoopbackAddress();
      int port = listener.port();

      assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", port))
          .isInstanceOf(EgressRefusal.class);
      assertThatThrownBy(() -> sockets.createSocket(loopback, port))
          .isInstanceOf(EgressRefusal.class);
      assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", port, loopback, 0))
          .isInstanceOf(EgressRefusal.class);
      assertThatThrownBy(() -> sockets.createSocket(loopback, port, loopback, 0))
          .isInstanceOf(EgressRefusal.class);
      assertThat(listener.wasReached()).isFalse();
    }
  }

  @Test
  void s4TheSocketAsksAgainUnderTheNameItConnectsBy() throws IOException {
    try (var listener = new Listener()) {
      EgressGuard guard = guard("local.example:" + listener.port());
      var loopback = new byte[] {127, 0, 0, 1};
      var allowed =
          new InetSocketAddress(
              InetAddress.getByAddress("local.example", loopback), listener.port());
      var rebound =
          new InetSocketAddress(
              InetAddress.getByAddress("rebound.example", loopback), listener.port());

      try (Socket socket = guard.sockets().createSocket()) {
        assertThatThrownBy(() -> socket.connect(rebound)).isInstanceOf(EgressRefusal.class);
        assertThat(listener.wasReached()).isFalse();
      }
      try (Socket socket = guard.sockets().createSocket()) {
        assertThatCode(() -> socket.connect(allowed)).doesNotThrowAnyException();
        assertThat(listener.wasReached()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "a b", "http://a.example", "a.example/x", "a:0", "a:70000", "a:b"})
  void refusesAnEntryThatIsNoHost(String entry) {
    assertThatThrownBy(() -> guard(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web.allow");
  }
}

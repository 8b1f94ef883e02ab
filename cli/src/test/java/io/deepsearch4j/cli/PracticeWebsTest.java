package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.web.WebException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// Practice webs that runs of one process share.
class PracticeWebsTest {
  private static final long SEED = 4_711;

  private final PracticeWebs webs = new PracticeWebs();

  @Test
  void twoRunsAboutOneSeedShareItsWebWhicheverEndsFirst() {
    Sources.Practice first = webs.place(SEED);
    Sources.Practice second = webs.place(SEED);
    PracticeWebs.Lease one = webs.lease(first);
    PracticeWebs.Lease other = webs.lease(second);

    assertThat(other.web()).isSameAs(one.web());
    one.close();
    one.close();
    assertThat(isServed(first)).isTrue();
    other.close();
    assertThat(isServed(first)).isFalse();
  }

  @Test
  void aRunThatIsAskedForLaterFindsTheWebThatIsThere() {
    Sources.Practice place = webs.place(SEED);
    try (PracticeWebs.Lease lease = webs.lease(place)) {
      assertThat(lease.web().port()).isEqualTo(place.port());
      assertThat(webs.place(SEED)).isEqualTo(place);
      assertThat(webs.place(SEED + 1)).isNotEqualTo(place);
    }
  }

  @Test
  void aWebCanBeServedAgainAtItsPort() {
    Sources.Practice place = webs.place(SEED);
    webs.lease(place).close();

    try (PracticeWebs.Lease again = webs.lease(place)) {
      assertThat(again.web().port()).isEqualTo(place.port());
      assertThat(isServed(place)).isTrue();
    }
  }

  @Test
  void aPortThatSomebodyElseHasIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var place = new Sources.Practice(SEED, taken.getLocalPort());

      assertThatThrownBy(() -> webs.lease(place))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  private static boolean isServed(Sources.Practice place) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), place.port())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}

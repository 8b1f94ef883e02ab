package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `deepsearch serve` where it must not start.
class ServeCommandTest {
  @TempDir Path folder;

  @Test
  void aWideBindWithoutAuthenticationRefusesToStart() {
    var outcome =
        Front.in(folder)
            .run(
                "serve", "--host", "0.0.0.0", "--port", "0", "--set", "server.authentication=none");

    assertThat(outcome.code()).isEqualTo(Exit.FAILED);
    assertThat(outcome.err()).contains("server.authentication is none");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var outcome = Front.in(folder).run("serve", "--port", String.valueOf(taken.getLocalPort()));

      assertThat(outcome.code()).isEqualTo(Exit.FAILED);
      assertThat(outcome.err()).contains("is taken; choose another with --port");
    }
  }

  @Test
  void aTokenInPlainSightIsRefused() {
    var outcome =
        Front.in(folder).run("serve", "--set", "server.users={ada: plain-token-0123456789}");

    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.err()).contains("server.users.ada", "in plain sight");
    assertThat(outcome.err()).doesNotContain("plain-token-0123456789");
  }
}

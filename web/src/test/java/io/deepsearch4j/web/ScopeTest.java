package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.acme.co.uk/, https://www.acme.co.uk/x, true",
    "https://www.acme.co.uk/, http://www.acme.co.uk/x, true",
    "https://www.acme.co.uk/, https://acme.co.uk/x, false",
    "https://www.acme.co.uk/, https://www.acme.co.uk.evil.example/, false",
    "https://www.acme.co.uk/, https://user@www.acme.co.uk/, false",
  })
  void staysOnTheHost(String start, String url, boolean allowed) {
    assertThat(Scope.host(URI.create(start)).allows(URI.create(url))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.acme.co.uk/, https://files.acme.co.uk/x, true",
    "https://www.acme.co.uk/, https://acme.co.uk/x, true",
    "https://www.acme.co.uk/, https://other.co.uk/, false",
    "https://www.acme.com.cn/, https://ir.acme.com.cn/, true",
    "https://www.acme.com.cn/, https://b.com.cn/, false",
    "https://a.github.io/, https://b.github.io/, false",
    "http://acme.localhost:8123/, http://files.acme.localhost:8123/, true",
    "http://files.acme.localhost:8123/, http://acme.localhost:8123/, true",
    "http://acme.localhost:8123/, http://journal.localhost:8123/, false",
    "http://8.8.8.8/, http://8.8.8.8/x, true",
    "http://8.8.8.8/, http://1.8.8.8/, false",
  })
  void staysInTheRegistrableDomain(String start, String url, boolean allowed) {
    assertThat(Scope.domain(URI.create(start)).allows(URI.create(url))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://cdn.example/r/2023.pdf, true",
    "https://cdn.example/r/2023.PDF?v=2, true",
    "https://cdn.example/r/2023.html, false",
    "https://cdn.example/, false",
    "https://other.example/r/2023.pdf, false",
    "https://acme.test/about, true",
  })
  void leavesTheSiteForFilesOfNamedHostsOnly(String url, boolean allowed) {
    Scope scope =
        Scope.domain(URI.create("https://www.acme.test/"))
            .withAttachmentsFrom(Set.of("cdn.example"));

    assertThat(scope.allows(URI.create(url))).isEqualTo(allowed);
  }

  @Test
  void isOpenToTheWholeWebAndToNothingElse() {
    assertThat(Scope.OPEN.allows(URI.create("https://any.example/"))).isTrue();
    assertThat(Scope.OPEN.allows(URI.create("file:///etc/passwd"))).isFalse();
  }

  @Test
  void cannotStartAtAnOddAddress() {
    assertThatThrownBy(() -> Scope.host(URI.create("file:///tmp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot start at");
  }
}

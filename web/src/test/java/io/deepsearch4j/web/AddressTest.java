package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  private static final HttpUrl BASE = HttpUrl.get("https://a.example/dir/page?q=1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1\\@1.1.1.1/",
        "http://1.1.1.1\\@127.0.0.1/",
        "http://a@b@127.0.0.1/",
        "http://user@a.example/",
        "http://user:password@a.example/",
        "http://@a.example/",
        "http://a.example:80@127.0.0.1/",
        "http:///etc/passwd",
        "http://",
        "http:a.example/",
        "http:/a.example/",
        "http://?q",
        "http://:80/",
        "http://a.exa\tmple/",
        "http://a.exa\nmple/",
        "ht\ntp://a.example/",
        "http://a.example/\r\nHost: b.example",
        "http://a.example\u0000.b.example/",
        "http://127。0。0。1/",
        "http://127．0．0．1/",
        "http://127｡0｡0｡1/",
        "http://１２７.0.0.1/",
        "http://ⓐ.example/",
        "http://127.0.0.1./",
        "http://a.example./",
        "http://.a.example/",
        "http://a..example/",
        "http://%31%32%37.0.0.1/",
        "http://a%2eexample/",
        "http://a.example%00.b.example/",
        "http://a .example/",
        " http://a.example/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0/",
        "http://127.0.0.01/",
        "http://999.1.1.1/",
        "http://a.example.127/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[::1%25lo]/",
        "http://[::1",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://a!b.example/",
        "http://a.example;b.example/",
        "http://a.example,b.example/",
        "http://$a.example/",
        "//a.example/",
        "a.example",
        ""
      })
  void s3RefusesOddForms(String text) {
    assertThat(Address.parse(text)).isInstanceOf(Address.Odd.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "file://server/share",
        "jar:http://a.example/x.jar!/y",
        "ftp://a.example/",
        "gopher://a.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "mailto:a@a.example",
        "ws://a.example/",
        "view-source:http://a.example/",
        "ldap://a.example"
      })
  void s8RefusesOtherSchemes(String text) {
    assertThat(Address.parse(text))
        .isInstanceOfSatisfying(
            Address.Odd.class,
            odd -> assertThat(odd.why()).containsAnyOf("only http and https", "begin with http"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "C:\\Users\\a.pdf",
        "\\\\server\\share\\a.pdf",
        "../../a.pdf",
        "~/a.pdf"
      })
  void c4RefusesLocalPaths(String text) {
    assertThat(Address.parse(text)).isInstanceOf(Address.Odd.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example, http://a.example/",
    "HTTPS://A.Example:443/X#part, https://a.example/X",
    "http://a.example/@user/b@c?d=e@f, http://a.example/@user/b@c?d=e@f",
    "http://a.example/a%20b?c=%2F, http://a.example/a%20b?c=%2F",
    "http://bücher.example/, http://xn--bcher-kva.example/",
    "http://例子.example/页, http://xn--fsqu00a.example/%E9%A1%B5",
    "http://8.8.8.8:8080/, http://8.8.8.8:8080/",
    "http://[2606:4700::1111]/, http://[2606:4700::1111]/",
    "http://1.2.3.example/, http://1.2.3.example/",
  })
  void readsOrdinaryForms(String text, String understood) {
    assertThat(Address.parse(text)).isEqualTo(new Address.Http(HttpUrl.get(understood)));
  }

  @Test
  void refusesAnAddressWithoutEnd() {
    assertThat(Address.parse("http://a.example/" + "x".repeat(10_000)))
        .isInstanceOf(Address.Odd.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/x, https://a.example/x",
    "x?y, https://a.example/dir/x?y",
    "?z, https://a.example/dir/page?z",
    "../up, https://a.example/up",
    "//b.example/x, https://b.example/x",
    "http://b.example/x, http://b.example/x",
    "'/with space', https://a.example/with%20space",
    "12:30, https://a.example/dir/12:30"
  })
  void resolvesRedirects(String reference, String target) {
    assertThat(Address.resolve(BASE, reference)).isEqualTo(new Address.Http(HttpUrl.get(target)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\b.example/x",
        "/\\b.example",
        "//user@b.example/",
        "http:/\\b.example",
        "http:b.example",
        "file:///etc/passwd",
        "//127.1/",
        "http://b\t.example/",
        "///b.example/x"
      })
  void s3RefusesOddRedirects(String reference) {
    assertThat(Address.resolve(BASE, reference)).isInstanceOf(Address.Odd.class);
  }
}

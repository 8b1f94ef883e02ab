package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {

  private static String canonical(String url) {
    return CanonicalUrl.of(URI.create(url)).toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "lower-case scheme and host, HTTP://WWW.A.Example/Path, http://www.a.example/Path",
    "default port of http off, http://a.example:80/x, http://a.example/x",
    "default port of https off, https://a.example:443/x, https://a.example/x",
    "other port kept, http://a.example:8080/x, http://a.example:8080/x",
    "fragment off, http://a.example/x#part, http://a.example/x",
    "empty path is the root, http://a.example, http://a.example/",
    "dot segments resolved, http://a.example/x/./y/../z, http://a.example/x/z",
    "campaign parameters off, http://a.example/x?utm_source=n&id=1&UTM_Term=y, http://a.example/x?id=1",
    "click ids off, http://a.example/x?gclid=1&fbclid=2&msclkid=3, http://a.example/x",
    "ordinary parameters kept, http://a.example/x?gclidx=1, http://a.example/x?gclidx=1",
    "query sorted, http://a.example/x?b=2&a=1&a=0, http://a.example/x?a=0&a=1&b=2",
    "empty parameters off, http://a.example/x?&a=1&, http://a.example/x?a=1",
    "empty query off, http://a.example/x?, http://a.example/x",
    "index.html off, http://a.example/d/index.html, http://a.example/d/",
    "index.htm and index.php off, http://a.example/index.php?p=1, http://a.example/?p=1",
    "another index kept, http://a.example/myindex.html, http://a.example/myindex.html",
    "needless escapes resolved, http://a.example/%7Euser/%61, http://a.example/~user/a",
    "needed escapes in upper case, http://a.example/a%2fb%c3%a9, http://a.example/a%2Fb%C3%A9",
    "other letters escaped, http://a.example/报告?q=é, http://a.example/%E6%8A%A5%E5%91%8A?q=%C3%A9",
    "a slash at the end kept, http://a.example/d/, http://a.example/d/",
    "IPv6 in brackets, http://[2606:4700:0::1]:80/, http://[2606:4700::1]/",
  })
  void spellsEveryAddressInOneWay(String rule, String url, String canonical) {
    assertThat(canonical(url)).as(rule).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/x?utm_source=n&b=%7e&a=1#f",
        "http://a.example/%25zz?q=%25",
        "http://b.example/"
      })
  void isStable(String url) {
    assertThat(canonical(canonical(url))).isEqualTo(canonical(url));
  }

  @Test
  void leavesAloneWhatWeWouldNotOpen() {
    assertThat(canonical("file:///etc/passwd")).isEqualTo("file:///etc/passwd");
  }

  @Test
  void spellsEveryPrintableCharacterAsAValidUri() {
    for (char c = ' '; c <= '~'; c++) {
      for (String text : new String[] {"http://a.example/p" + c + "q", "http://a.example/?p" + c}) {
        if (Address.parse(text) instanceof Address.Http(HttpUrl url)) {
          URI canonical = URI.create(CanonicalUrl.of(url));

          assertThat(CanonicalUrl.of(canonical)).as(text).isEqualTo(canonical);
          assertThat(CanonicalUrl.of(url.uri())).as(text).isEqualTo(canonical);
        }
      }
    }
  }
}

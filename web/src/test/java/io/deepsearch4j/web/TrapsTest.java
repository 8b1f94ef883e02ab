package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrapsTest {
  private final Traps traps = new Traps();

  private boolean refuses(String url) {
    return traps.objection(HttpUrl.get(url)).isPresent();
  }

  private int opened(String format, int tries) {
    int opened = 0;
    for (int i = 0; i < tries; i++) {
      opened += refuses(format.formatted(i)) ? 0 : 1;
    }
    return opened;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/news/%d",
        "http://a.example/news?page=%d",
        "http://a.example/p%d/x",
        "http://a.example/n?b=1&a=%d"
      })
  void capsAddressesThatDifferInANumberOrAParameter(String format) {
    assertThat(opened(format, 100)).isEqualTo(Traps.URLS_PER_TEMPLATE);
  }

  @Test
  void countsTheSameAddressOnce() {
    for (int i = 0; i < 100; i++) {
      assertThat(refuses("http://a.example/news/1#" + i)).isFalse();
    }
    assertThat(opened("http://a.example/news/%d", 100)).isEqualTo(Traps.URLS_PER_TEMPLATE);
  }

  @Test
  void stillOpensAgainWhatWasOpenedBeforeTheCap() {
    opened("http://a.example/news/%d", 100);

    assertThat(refuses("http://a.example/news/3")).isFalse();
  }

  @Test
  void countsHostsAndPathsApart() {
    assertThat(opened("http://a.example/x/%d", 30)).isEqualTo(30);
    assertThat(opened("http://b.example/x/%d", 30)).isEqualTo(30);
    assertThat(opened("http://a.example/y/%d", 30)).isEqualTo(30);
    assertThat(refuses("http://a.example/x/1?y=2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/calendar/2031/05", "http://a.example/event-calendar?date=2031-05-01",
        "http://a.example/calendar?month=5", "http://a.example/e?year=2031&month=5",
        "http://a.example/calendar.php?ym=203105"
      })
  void refusesTheDaysOfACalendar(String url) {
    assertThat(refuses(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/x;jsessionid=0A1B2C", "http://a.example/x?PHPSESSID=abc",
        "http://a.example/x?a=1&session_id=abc", "http://a.example/x?sessionid=abc",
        "http://a.example/x?CFID=1&CFTOKEN=2", "http://a.example/(S(abcdefghijklmnopqrstuvwx))/x"
      })
  void refusesSessionIds(String url) {
    assertThat(refuses(url)).isTrue();
  }

  @Test
  void refusesAPathThatRepeatsItself() {
    assertThat(refuses("http://a.example/x/y/x/y/x/y/x/y")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/calendar", "http://a.example/2024/05/12/tower-opens",
        "http://a.example/report?year=2023", "http://a.example/sessions/2024",
        "http://a.example/x?session=spring", "http://a.example/a/b/a/c",
        "http://a.example/financial-calendar/overview"
      })
  void leavesOrdinaryAddressesAlone(String url) {
    assertThat(refuses(url)).isFalse();
  }
}

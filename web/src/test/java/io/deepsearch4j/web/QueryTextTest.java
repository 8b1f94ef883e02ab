package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTextTest {
  @Test
  void cutsAfterAWordThatFits() {
    assertThat(QueryText.cut("one two  three\nfour", 13, 9)).isEqualTo("one two three");
    assertThat(QueryText.cut("one two three four", 12, 9)).isEqualTo("one two");
    assertThat(QueryText.cut("one two three four", 99, 3)).isEqualTo("one two three");
  }

  @Test
  void cutsChineseAnywhereButInsideACharacter() {
    assertThat(QueryText.cut("长江全长多少公里", 4, 9)).isEqualTo("长江全长");
    assertThat(QueryText.cut("a\ud83d\ude00b", 2, 9)).isEqualTo("a");
  }

  @Test
  void leavesRoomForTheSite() {
    var query = new Query("one two three four", 5, "a.example", "");

    assertThat(QueryText.withSite(query, 24, 9)).isEqualTo("one two site:a.example");
    assertThat(QueryText.withSite(query, 99, 3)).isEqualTo("one two site:a.example");
  }

  @Test
  void writesAHostInAscii() {
    assertThat(QueryText.host(" Bücher.example ")).contains("xn--bcher-kva.example");
    assertThat(QueryText.host("")).contains("");
    assertThat(QueryText.host("x".repeat(64) + ".example")).isEmpty();
    assertThat(QueryText.host("a b")).isEmpty();
  }

  @Test
  void tellsTheLanguageByScriptUnlessItIsStated() {
    assertThat(QueryLanguage.of(Query.of("東京タワーの高さ"))).isEqualTo("ja");
    assertThat(QueryLanguage.of(Query.of("서울 인구"))).isEqualTo("ko");
    assertThat(QueryLanguage.of(Query.of("BERT 论文"))).isEqualTo("zh");
    assertThat(QueryLanguage.of(Query.of("rivers"))).isEmpty();
    assertThat(QueryLanguage.of(new Query("BERT 论文", 5, "", "en-GB"))).isEqualTo("en");
  }

  @Test
  void shortensBetweenCharacters() {
    assertThat(HitText.shorten("abcdef", 6)).isEqualTo("abcdef");
    assertThat(HitText.shorten("abcdef", 4)).isEqualTo("abc…");
    assertThat(HitText.shorten("ab\ud83d\ude00cd", 4)).isEqualTo("ab…");
  }

  @Test
  void readsOnlyDaysItIsSureOf() {
    assertThat(HitText.day("2024-02-29")).isEqualTo("2024-02-29");
    assertThat(HitText.day("2023-02-29")).isEmpty();
    assertThat(HitText.day("2024-02-01T23:00:00.000Z")).isEqualTo("2024-02-01");
    assertThat(HitText.day("1 Mar 2024")).isEqualTo("2024-03-01");
    assertThat(HitText.day("2024年3月1日")).isEqualTo("2024-03-01");
    assertThat(HitText.day("3 days ago")).isEmpty();
    assertThat(HitText.day("00000-1-1")).isEmpty();
  }
}

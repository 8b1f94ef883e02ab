package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.synthesis.SearchRequest.Choice;
import org.junit.jupiter.api.Test;

class SearchRequestTest {
  @Test
  void tellsChainSearchesAndChoicesApart() {
    SearchRequest request =
        SearchRequest.of(
            """
            ? based Tugex founded 1935 = Taenu Instruments
            main supplier
            from About us – Taenu Instruments @31
            find Taenu Instruments
            no Taenu Instruments – Taenu Instruments
            Management @40
            Taenu Instruments – Directory of Organisations @32 : Taenu Instruments is based in Tugex.
            """);

    assertThat(request.subject()).isEqualTo("Taenu Instruments");
    assertThat(request.open()).isEqualTo("main supplier");
    assertThat(request.from())
        .containsExactly(new Choice("About us – Taenu Instruments", "@31", ""));
    assertThat(request.finds()).containsExactly("Taenu Instruments");
    assertThat(request.choices())
        .extracting(Choice::label)
        .containsExactly("Management", "Taenu Instruments – Directory of Organisations");
  }

  @Test
  void seesThatEveryLinkIsKnown() {
    SearchRequest request = SearchRequest.of("Tiazax\nmaker = Taenu\nfounding year = 1935");

    assertThat(request.isComplete()).isTrue();
    assertThat(request.value()).isEqualTo("1935");
  }

  @Test
  void asksADescribedStartByItsDescription() {
    SearchRequest request = SearchRequest.of("? based Tugex founded 1935");

    assertThat(request.subject()).isEqualTo("?");
    assertThat(request.open()).isEqualTo("based Tugex founded 1935");
  }
}

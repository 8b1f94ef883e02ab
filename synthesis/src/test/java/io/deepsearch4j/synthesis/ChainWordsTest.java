package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.practice.Relation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainWordsTest {
  @ParameterizedTest
  @EnumSource(Relation.class)
  void everyRelationIsReadBackFromItsWords(Relation relation) {
    String words =
        ChainWords.of(
            new ChainLink(
                relation,
                Map.of(
                    "year", "2021",
                    "segment", "Rail Freight",
                    "market", "岚澜省",
                    "plant", "Tiazax plant",
                    "as of", "2023-12-31")));

    assertThat(words).doesNotContain("{").doesNotContain(" = ").doesNotContain(" : ");
    assertThat(ChainWords.read(words)).isPresent();
    assertThat(ChainWords.read(words).orElseThrow().relation()).isEqualTo(relation);
    assertThat(ChainWords.of(ChainWords.read(words).orElseThrow())).isEqualTo(words);
  }

  @Test
  void readsNothingFromOtherWords() {
    assertThat(ChainWords.read("favourite colour")).isEmpty();
    assertThat(ChainWords.read("")).isEmpty();
  }
}

package io.deepsearch4j.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every id that the libraries of the formats give; see README.md beside the golden files.
class GoldenTokensTest {
  @ParameterizedTest
  @MethodSource("io.deepsearch4j.engine.tokenizer.Golden#names")
  void givesTheIdsOfTheLibrary(String name) {
    Tokenizer tokenizer = Golden.open(name);
    List<String> texts = Golden.texts();

    // One library looks for special tokens in every text, the other in none.
    List<int[]> ids =
        texts.stream()
            .map(name.startsWith("json") ? tokenizer::encodeWithSpecials : tokenizer::encode)
            .toList();

    for (int i = 0; i < texts.size(); i++) {
      assertThat(ids.get(i)).as("%s: '%s'", name, texts.get(i)).isEqualTo(Golden.ids(name).get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("io.deepsearch4j.engine.tokenizer.Golden#withByteFallback")
  void givesTheTextOfTheLibraryBack(String name) {
    Tokenizer tokenizer = Golden.open(name);

    List<String> decoded = Golden.ids(name).stream().map(tokenizer::decode).toList();

    assertThat(decoded).isEqualTo(Golden.decoded(name));
  }

  @Test
  void hasManyTexts() {
    assertThat(Golden.texts()).hasSizeGreaterThan(100);
  }
}

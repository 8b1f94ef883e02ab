package io.deepsearch4j.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Quadratic work would take minutes with texts like these.
@Timeout(30)
class LongTextTest {
  private static final int LENGTH = 300_000;

  @ParameterizedTest
  @ValueSource(strings = {"bpe-bytes", "unigram-bytes", "json-llama3", "json-llama2"})
  void takesManyOfTheSameCharacter(String name) {
    Tokenizer tokenizer = Golden.open(name);

    for (String character : new String[] {" ", "a", "\n"}) {
      String text = character.repeat(LENGTH);
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe-bytes", "json-llama3", "json-qwen"})
  void takesLongRunsOfLettersInsideAndOutsideTheBasicPlane(String name) {
    Tokenizer tokenizer = Golden.open(name);
    String text = "a𠮷".repeat(LENGTH / 2);

    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe-nfkc", "json-qwen"})
  void takesEndlessCombiningMarks(String name) {
    Tokenizer tokenizer = Golden.open(name);

    int[] ids = tokenizer.encode("e" + "\u0301\u0323".repeat(LENGTH / 2));

    assertThat(ids).isNotEmpty();
  }
}

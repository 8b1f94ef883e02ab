package io.deepsearch4j.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecialTokensTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.deepsearch4j.engine.tokenizer.Golden#withByteFallback")
  void neverComeFromPlainText(String name) {
    Tokenizer tokenizer = Golden.open(name);

    int[] ids = tokenizer.encode("<s>[unused9]</s><unk><|begin|><|end|> <s> x");

    assertThat(ids).isNotEmpty();
    assertThat(Arrays.stream(ids).filter(tokenizer::isSpecial)).isEmpty();
  }

  @Test
  void areCutOutLongestFirst() throws IOException {
    Tokenizer tokenizer =
        open(
            ModelBuilder.bpe()
                .piece("<x>", 0, Kind.CONTROL)
                .piece("<x><x>", 0, Kind.CONTROL)
                .letters("ab<>x"));

    int[] ids = tokenizer.encodeWithSpecials("a<x><x><x>b");

    assertThat(ids).containsExactly(5, 4, 3, 6);
  }

  @Test
  void areNotMadeEvenWhenTheVocabularyCouldMergeThem() throws IOException {
    config("{\"added_tokens_decoder\": {\"5\": {\"content\": \"ab\", \"special\": true}}}");
    Tokenizer tokenizer = open(ModelBuilder.bpe().letters("ab").piece("ab", -1, Kind.NORMAL));

    assertThat(tokenizer.encode("ab")).containsExactly(3, 4);
    assertThat(tokenizer.encodeWithSpecials("ab")).containsExactly(5);
  }

  @Test
  void areNotMadeFromPiecesListedByHand() throws IOException {
    config("{\"additional_special_tokens\": [\"ab\"]}");
    Tokenizer tokenizer = open(ModelBuilder.bpe().letters("ab").piece("ab", 0, Kind.USER_DEFINED));

    assertThat(tokenizer.encode("ab")).containsExactly(3, 4);
    assertThat(tokenizer.special("ab")).hasValue(5);
  }

  @Test
  void leaveOtherPiecesListedByHandAlone() throws IOException {
    Tokenizer tokenizer = open(ModelBuilder.bpe().letters("ab").piece("ab", 0, Kind.USER_DEFINED));

    assertThat(tokenizer.encode("aab")).containsExactly(3, 5);
    assertThat(tokenizer.isSpecial(5)).isFalse();
  }

  @Test
  void areOnlyThoseThatTheSettingsCallSpecial() throws IOException {
    config("{\"added_tokens_decoder\": {\"5\": {\"content\": \"▁▁\", \"special\": false}}}");
    Tokenizer tokenizer = open(ModelBuilder.bpe().letters("a▁").piece("▁▁", 0, Kind.USER_DEFINED));

    int[] ids = tokenizer.encode("a  a");

    assertThat(ids).containsExactly(3, 5, 3);
    assertThat(tokenizer.decode(ids)).isEqualTo("a  a");
  }

  @Test
  void ofOpenPanguAreFoundWhereTheirPiecesAre() throws IOException {
    ModelBuilder model = ModelBuilder.bpe();
    for (int id = 3; id <= 45892; id++) {
      String piece =
          switch (id) {
            case 45806 -> "<|User|>:";
            case 45887 -> "[unused9]";
            case 45892 -> "[unused10]";
            default -> "piece" + id;
          };
      model.piece(piece, -id, Kind.NORMAL);
    }
    Tokenizer tokenizer = open(model);

    assertThat(tokenizer.encodeWithSpecials("[unused9][unused10]")).containsExactly(45887, 45892);
    assertThat(tokenizer.isSpecial(45806)).isTrue();
    assertThat(tokenizer.special("[unused11]")).isEmpty();
    assertThat(tokenizer.special("<s>")).hasValue(1);
    assertThat(tokenizer.begin()).hasValue(1);
  }

  @Test
  void ofASettingsFileMayLieBehindTheVocabulary() throws IOException {
    config(
        """
        {"add_bos_token": false, "bos_token": "<s>",
         "added_tokens_decoder": {"9": {"content": "<call>", "special": true},
                                  "8": {"content": "<note>", "special": false}}}
        """);
    Tokenizer tokenizer = open(ModelBuilder.bpe().letters("ab"));

    int[] ids = tokenizer.encodeWithSpecials("a<call>b<note>");

    assertThat(ids).containsExactly(3, 9, 4, 8);
    assertThat(tokenizer.decode(ids)).isEqualTo("ab<note>");
    assertThat(tokenizer.bytes(9)).isEmpty();
    assertThat(tokenizer.describe(9)).isEqualTo("<call>");
    assertThat(tokenizer.size()).isEqualTo(10);
    assertThat(tokenizer.begin()).isEmpty();
  }

  @Test
  void beginATextOnlyWhereTheTemplateSaysSo() {
    assertThat(Golden.open("json-llama3").begin()).hasValue(1);
    assertThat(Golden.open("json-llama2").begin()).hasValue(1);
    assertThat(Golden.open("json-qwen").begin()).isEmpty();
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
  }

  private Tokenizer open(ModelBuilder model) throws IOException {
    Files.write(folder.resolve("tokenizer.model"), model.build());
    return Tokenizers.open(folder);
  }
}

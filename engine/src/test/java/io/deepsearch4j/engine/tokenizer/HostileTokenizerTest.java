package io.deepsearch4j.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HostileTokenizerTest {
  private static final String BPE =
      """
      {"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": [["a", "b"]]}}
      """;

  @TempDir Path folder;

  @Test
  void nothingThereIsSaidSo() {
    assertThatThrownBy(() -> Tokenizers.open(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("neither tokenizer.model nor tokenizer.json");
  }

  @Test
  void aFileOfEndlessSizeIsNotRead() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("tokenizer.model").toFile(), "rw")) {
      file.setLength(1L << 31);
    }

    refuses("larger than 64 MiB");
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() throws IOException {
    model(ModelBuilder.bpe().piece("a", Float.NaN, Kind.NORMAL));

    refuses("piece 3 has the score NaN");
  }

  @Test
  void aPieceThatIsThereTwiceIsRefused() throws IOException {
    model(ModelBuilder.bpe().letters("aba"));

    refuses("piece 5, 'a', is there twice");
  }

  @Test
  void anEmptyPieceIsRefused() throws IOException {
    model(ModelBuilder.bpe().piece("", 0, Kind.NORMAL));

    refuses("piece 3 has 0 bytes");
  }

  @Test
  void bytesWithoutPiecesAreRefused() throws IOException {
    model(ModelBuilder.bpe().piece("<0x00>", 0, Kind.BYTE).trainerNumber(35, 1));

    refuses("lacks the piece <0x01>");
  }

  @Test
  void aByteOfNoSuchNameIsRefused() throws IOException {
    model(ModelBuilder.bpe().piece("<0xG0>", 0, Kind.BYTE).trainerNumber(35, 1));

    refuses("'<0xG0>' is not spelled like");
  }

  @Test
  void aSecondUnknownPieceIsRefused() throws IOException {
    model(ModelBuilder.bpe().piece("?", 0, Kind.UNKNOWN));

    refuses("two unknown pieces, 0 and 3");
  }

  @Test
  void aModelOfWordsIsRefusedByName() throws IOException {
    model(ModelBuilder.bpe().trainerNumber(3, 3));

    refuses("WORD model");
  }

  @Test
  void aNormaliserWithACycleIsRefused() throws IOException {
    // Unit 0 leads to unit 'a', and the offset 'a' of that makes its base 0 again: 'a' for ever.
    int[] units = new int[256];
    units['a'] = 'a' | ('a' << 10);
    model(ModelBuilder.bpe().charsMap(charsMap(units, "\0")));

    refuses("the trie has a cycle");
  }

  @Test
  void aNormaliserThatPointsOutOfItselfIsRefused() throws IOException {
    int[] units = new int[256];
    units['a'] = 'a' | (1 << 8) | ('b' << 10);
    units['a' ^ 'b'] = (1 << 31) | 77;
    model(ModelBuilder.bpe().charsMap(charsMap(units, "x\0")));

    refuses("a replacement is out of range");
  }

  @Test
  void aNormaliserThatEndsTooEarlyIsRefused() throws IOException {
    model(ModelBuilder.bpe().charsMap(new byte[] {127, 0, 0, 0, 0, 0, 0, 0, 0}));

    refuses("the size of the trie does not fit");
  }

  @ParameterizedTest
  @CsvSource({"bpe-bytes, 150", "unigram-bytes, 100", "bpe-nfkc, 15", "json-llama3, 100"})
  void aDamagedFileWorksOrIsRefusedButNeverBreaks(String name, int times) throws IOException {
    var random = new Random(5);
    String fileName = name.startsWith("json") ? "tokenizer.json" : "tokenizer.model";
    byte[] sound = Files.readAllBytes(Golden.folder(name).resolve(fileName));

    for (int i = 0; i < times; i++) {
      byte[] damaged =
          Arrays.copyOf(sound, i % 3 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int k = random.nextInt(6); k >= 0 && damaged.length > 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(folder.resolve(fileName), damaged);
      try {
        Tokenizer tokenizer = Tokenizers.open(folder);
        int[] ids = tokenizer.encode("The search engine 搜索引擎 12345 é 👍");
        assertThat(Arrays.stream(ids).filter(id -> id < 0 || id >= tokenizer.size())).isEmpty();
      } catch (TokenizerException e) {
        assertThat(e).hasMessageContaining(fileName + " cannot be used: ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"BPE\"                 | \"WordPiece\"            | it has a WordPiece model",
        "\"BPE\"                 | \"Unigram\"              | it has a Unigram model",
        "[\"a\", \"b\"]          | [\"b\", \"a\"]           | merge 1 needs the entry 'ba'",
        "[\"a\", \"b\"]          | [\"ab\", \"ab\"]         | merge 1 needs the entry 'abab'",
        "[\"a\", \"b\"]          | [\"\", \"ab\"]           | merge 1 needs the entry ''",
        "[\"a\", \"b\"]          | \"a b ab\"               | merge 1 is not of two entries",
        "[\"a\", \"b\"]          | [\"a\"]                  | merge 1 is not of two entries",
        "\"b\": 1                | \"b\": -1                | the entry 'b' has no sensible id",
        "\"b\": 1                | \"b\": 3000000000        | the entry 'b' has no sensible id",
        "\"b\": 1                | \"a\": 1                 | the entry 'a' is there twice",
        "\"type\"                | \"dropout\": 0.1, \"type\" | has a dropout",
        "\"type\"                | \"byte_fallback\": true, \"type\" | lacks the entry '<0x00>'",
        "{\"model\"              | {\"normalizer\": {\"type\": \"Lowercase\"}, \"model\""
            + " | normalizer Lowercase is not supported",
        "{\"model\"              | {\"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"}, \"model\""
            + " | pre_tokenizer BertPreTokenizer is not",
        "{\"model\"              | {\"decoder\": {\"type\": \"CTC\"}, \"model\" | decoder CTC is not",
        "{\"model\"              | {\"pre_tokenizer\": {\"type\": \"ByteLevel\"}, \"model\""
            + " | lacks the entry",
        "{\"model\"              | {\"added_tokens\": [{\"id\": 9999999, \"content\": \"x\"}], \"model\""
            + " | has the id 9999999",
        "{\"model\"              | {\"modell\" | it has no model",
      })
  void aBrokenJsonFileIsRefusedWithTheReason(String sound, String broken, String reason)
      throws IOException {
    json(BPE.replace(sound, broken));

    refuses(reason);
  }

  @Test
  void theSoundJsonFileIsRead() throws IOException {
    json(BPE);

    assertThat(Tokenizers.open(folder).encode("abba")).containsExactly(2, 1, 0);
  }

  @Test
  void anExpressionThatBacktracksForEverIsStopped() throws IOException {
    Tokenizer tokenizer = splitBy("(a+)+$");

    assertThatThrownBy(() -> tokenizer.encode("a".repeat(5000) + "b"))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("backtracks without end");
  }

  @Test
  void anExpressionThatOverflowsTheStackIsStopped() throws IOException {
    Tokenizer tokenizer = splitBy("(a|b)*");

    assertThatThrownBy(() -> tokenizer.encode("ab".repeat(100_000)))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void anExpressionThatIsNoneIsRefused() throws IOException {
    assertThatThrownBy(() -> splitBy("(a"))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("not understood: (a");
  }

  @Test
  void aReplacementWithoutEndIsStopped() throws IOException {
    json(
        BPE.replace(
            "{\"model\"",
            "{\"normalizer\": {\"type\": \"Replace\", \"pattern\": {\"String\": \"a\"}, \"content\": \"%s\"}, \"model\""
                .formatted("x".repeat(10_000))));
    Tokenizer tokenizer = Tokenizers.open(folder);

    assertThatThrownBy(() -> tokenizer.encode("a".repeat(1_000_000)))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void jsonThatIsNestedWithoutEndIsRefused() throws IOException {
    json("{\"normalizer\":" + "{\"a\":".repeat(100_000));

    refuses("nesting depth");
  }

  @Test
  void aBrokenSettingsFileIsNamed() throws IOException {
    json(BPE);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"added_tokens_decoder\": {\"x\": {\"content\": \"y\"}}}");

    assertThatThrownBy(() -> Tokenizers.open(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("tokenizer_config.json cannot be used")
        .hasMessageContaining("the id 'x'");
  }

  @Test
  void aTextOfEndlessLengthIsRefused() {
    Tokenizer tokenizer = Golden.open("bpe-bytes");

    assertThatThrownBy(() -> tokenizer.encode("a".repeat(FileTokenizer.LONGEST_TEXT + 1)))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("encode it in parts of at most");
  }

  private Tokenizer splitBy(String expression) throws IOException {
    json(
        BPE.replace(
            "{\"model\"",
            "{\"pre_tokenizer\": {\"type\": \"Split\", \"behavior\": \"Isolated\", \"pattern\": {\"Regex\": \"%s\"}}, \"model\""
                .formatted(expression)));
    return Tokenizers.open(folder);
  }

  private void refuses(String reason) {
    assertThatThrownBy(() -> Tokenizers.open(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining(folder.resolve("tokenizer.").toString())
        .hasMessageContaining(reason);
  }

  private void model(ModelBuilder model) throws IOException {
    Files.write(folder.resolve("tokenizer.model"), model.build());
  }

  private void json(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), json);
  }

  private static byte[] charsMap(int[] units, String replacements) {
    byte[] text = replacements.getBytes(StandardCharsets.UTF_8);
    var blob =
        ByteBuffer.allocate(4 + 4 * units.length + text.length).order(ByteOrder.LITTLE_ENDIAN);
    blob.putInt(4 * units.length);
    Arrays.stream(units).forEach(blob::putInt);
    return blob.put(text).array();
  }
}

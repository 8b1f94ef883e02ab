package io.deepsearch4j.trainer.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining.Learnt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTrainingTest {
  private static final String[] ONSETS = {"b", "d", "gl", "k", "m", "st", "t", "v"};
  private static final String[] VOWELS = {"a", "e", "io", "u"};

  private static Tokenizer tokenizer;

  @TempDir private Path folder;

  private static String name(SplittableRandom random) {
    var name = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      name.append(ONSETS[random.nextInt(ONSETS.length)]);
      name.append(VOWELS[random.nextInt(VOWELS.length)]);
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static List<String> lessons(long seed) {
    var random = new SplittableRandom(seed);
    var texts = new ArrayList<String>();
    for (int i = 0; i < 800; i++) {
      texts.add(
          " The main supplier of %s is %s since %d.\n Management @%d\n 公司%s能源"
              .formatted(
                  name(random),
                  name(random),
                  random.nextInt(1900, 2030),
                  random.nextInt(64),
                  Character.toString(0x4E00 + random.nextInt(30))));
    }
    return texts;
  }

  @BeforeAll
  static void learn(@TempDir Path shared) {
    TokenizerTraining.train(lessons(1), TokenizerTraining.DEFAULT_SIZE, shared);
    tokenizer = Tokenizers.open(shared);
  }

  private static List<String> pieces(String text) {
    return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::describe).toList();
  }

  @Test
  void givesBackAnyText() {
    var random = new SplittableRandom(2);
    for (int round = 0; round < 300; round++) {
      String text =
          random
              .ints(random.nextInt(1, 60), 0, 0x3000)
              .filter(c -> !Character.isSurrogate((char) c))
              .map(c -> random.nextInt(3) == 0 ? c : c % 128)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      int[] tokens = tokenizer.encode(text);

      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<|bot|><|end|>", "<0x41>", " <0xAB> x", "@12@13 @64 @7x", "\t \r\n\0", "🙂 岚沅"})
  void givesBackTextThatLooksLikeTokens(String text) {
    int[] tokens = tokenizer.encode(text);

    assertThat(tokenizer.decode(tokens)).isEqualTo(text);
    assertThat(Arrays.stream(tokens).anyMatch(tokenizer::isSpecial)).isFalse();
  }

  @Test
  void keepsDigitsSingleAndHandlesWhole() {
    assertThat(pieces(" 2019 @7 @63 @64 a1"))
        .containsExactly(" 2", "0", "1", "9", " @7", " @63", " ", "@", "6", "4", " ", "a", "1");
  }

  @Test
  void makesCommonWordsOnePiece() {
    assertThat(pieces(" The main supplier of"))
        .containsExactly(" The", " main", " supplier", " of");
    assertThat(pieces("公司")).containsExactly("公司");
  }

  @Test
  void putsUnseenNamesTogetherFromSyllables() {
    var random = new SplittableRandom(77);
    var lengths = new ArrayList<Integer>();
    for (int i = 0; i < 200; i++) {
      lengths.add(tokenizer.encode(" " + name(random)).length);
    }

    assertThat(lengths).allMatch(length -> length >= 2 && length <= 6);
    assertThat(lengths.stream().mapToInt(i -> i).average().orElseThrow()).isBetween(2.0, 3.8);
  }

  @Test
  void spellsUnseenCharactersInBytes() {
    assertThat(tokenizer.encode("龘")).hasSize("龘".getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void knowsTheControlTokensOfTheDialect() {
    assertThat(Dialects.NANO_TOKENS)
        .allMatch(token -> tokenizer.special(token).isPresent())
        .allMatch(token -> tokenizer.encodeWithSpecials(token).length == 1);
    assertThat(tokenizer.begin()).isEmpty();
  }

  @Test
  void learnsTheSameFilesFromTheSameTexts() throws IOException {
    Path other = folder.resolve("other");
    Learnt first = TokenizerTraining.train(lessons(5), 700, folder);
    Learnt second = TokenizerTraining.train(lessons(5), 700, other);

    assertThat(second).isEqualTo(first);
    assertThat(first.entries()).isLessThanOrEqualTo(700);
    for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void refusesLessonsWithoutWords() {
    for (List<String> texts : List.of(List.<String>of(), List.of("", " ", "12 @3\n"))) {
      assertThatThrownBy(() -> TokenizerTraining.train(texts, 1500, folder))
          .isInstanceOf(TokenizerTrainingException.class)
          .hasMessageContaining("hold no words");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhyAFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    assertThatThrownBy(() -> TokenizerTraining.train(lessons(1), 1500, file.resolve("in")))
        .isInstanceOf(TokenizerTrainingException.class)
        .hasMessageContaining("cannot be written");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenizerTraining.train(lessons(1), 10, folder))
        .withMessageContaining("512");
  }

  @Test
  void takesBrokenTextAsItComes() {
    List<String> texts = List.of("a\uD800b \0\uFFFF words words", "\uDC00");

    TokenizerTraining.train(texts, 1500, folder);

    Tokenizer broken = Tokenizers.open(folder);
    assertThat(broken.decode(broken.encode("a\uD800b"))).isEqualTo("a\uFFFDb");
  }
}

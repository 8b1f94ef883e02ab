package io.deepsearch4j.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(strings = {"bpe-bytes", "unigram-bytes", "json-llama3", "json-llama2"})
  void givesAnyTextBack(String name) {
    Tokenizer tokenizer = Golden.open(name);

    for (int i = 0; i < 300; i++) {
      // The visible space is the one character that these formats cannot tell from a space.
      String text = text().replace("\u2581", "");
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe-bytes", "unigram-bytes", "json-llama3", "json-metaspace"})
  void decodesOneByOneWhatItDecodesAtOnce(String name) {
    Tokenizer tokenizer = Golden.open(name);

    for (int i = 0; i < 100; i++) {
      int[] ids = random.ints(40, 0, tokenizer.size()).toArray();
      var text = new StringBuilder();
      Tokenizer.Decoder decoder = tokenizer.decoder();
      for (int id : ids) {
        text.append(decoder.next(id));
      }
      text.append(decoder.finish());
      assertThat(text).hasToString(tokenizer.decode(ids));
    }
  }

  @Test
  void replacesBrokenCharactersAsStringsDo() {
    Tokenizer tokenizer = Golden.open("json-llama3");

    for (int i = 0; i < 300; i++) {
      int[] ids = random.ints(30, 2, tokenizer.size()).toArray();
      var bytes = new ByteArrayOutputStream();
      for (int id : ids) {
        bytes.writeBytes(tokenizer.bytes(id));
      }
      assertThat(tokenizer.decode(ids)).isEqualTo(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void holdsHalfACharacterBack() {
    Tokenizer tokenizer = Golden.open("bpe-bytes");
    int[] ids = tokenizer.encode("x👍");
    Tokenizer.Decoder decoder = tokenizer.decoder();

    for (int i = 0; i < ids.length - 1; i++) {
      assertThat(decoder.next(ids[i])).isIn("", "x");
    }
    assertThat(decoder.next(ids[ids.length - 1])).isEqualTo("👍");
    assertThat(decoder.finish()).isEmpty();
  }

  @Test
  void endsABrokenCharacterAtASpecialToken() {
    Tokenizer tokenizer = Golden.open("bpe-bytes");
    int[] ids = tokenizer.encode("👍");
    Tokenizer.Decoder decoder = tokenizer.decoder();
    for (int i = 0; i < ids.length - 1; i++) {
      decoder.next(ids[i]);
    }

    String text = decoder.next(tokenizer.special("[unused9]").getAsInt());

    assertThat(text).isEqualTo("\uFFFD");
    assertThat(decoder.finish()).isEmpty();
  }

  @Test
  void dropsTheAddedSpaceAtTheBeginningAndAfterSpecialTokens() {
    Tokenizer tokenizer = Golden.open("bpe-bytes");

    int[] ids = tokenizer.encodeWithSpecials("the page[unused9]the  page[unused10] x");

    assertThat(tokenizer.decode(ids)).isEqualTo("the pagethe  page x");
  }

  @Test
  void knowsTheSpaceOfATokenInsideAText() {
    Tokenizer tokenizer = Golden.open("bpe-bytes");

    int[] ids = tokenizer.encode("the the");

    assertThat(tokenizer.bytes(ids[ids.length - 1])).asString().isEqualTo(" the");
  }

  @Test
  void takesHalfASurrogatePairForABrokenCharacter() {
    Tokenizer tokenizer = Golden.open("json-llama3");

    assertThat(tokenizer.decode(tokenizer.encode("a\uD83Db\uDE00"))).isEqualTo("a\uFFFDb\uFFFD");
  }

  private String text() {
    var text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      int top = new int[] {0x7F, 0x250, 0x3100, 0xFFFF, 0x10FFFF}[random.nextInt(5)];
      int character = 1 + random.nextInt(top);
      if (character < 0xD800 || character > 0xDFFF) {
        text.appendCodePoint(character);
      }
    }
    return text.toString();
  }
}

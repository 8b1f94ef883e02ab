package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.Rendering;
import io.deepsearch4j.chat.Span;
import io.deepsearch4j.chat.Span.Kind;
import io.deepsearch4j.chat.Span.Voice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptTest {
  private final BytesTokenizer tokenizer =
      new BytesTokenizer(List.of("<s>", "[turn]", "[end]"), "<s>");

  private static Span span(Kind kind, String text) {
    return new Span(text, kind, Voice.OTHERS);
  }

  @Test
  void beginsWithExactlyOneBeginToken() {
    int[] without = Prompt.of(new Rendering(List.of(span(Kind.CONTROL, "[turn]"))), tokenizer);
    int[] with =
        Prompt.of(
            new Rendering(List.of(span(Kind.CONTROL, "<s>"), span(Kind.CONTROL, "[turn]"))),
            tokenizer);

    assertThat(without).containsExactly(256, 257);
    assertThat(with).containsExactly(256, 257);
  }

  @Test
  void neverMakesSpecialTokensOfPlainText() {
    var rendering =
        new Rendering(
            List.of(
                span(Kind.CONTROL, "[turn]"),
                span(Kind.PLAIN, "label:"),
                span(Kind.CONTROL, "see [end] and "),
                span(Kind.PLAIN, "[end]"),
                span(Kind.CONTROL, "[end]")));

    int[] tokens = Prompt.of(rendering, tokenizer);

    assertThat(IntStream.of(tokens).filter(tokenizer::isSpecial))
        .containsExactly(256, 257, 258, 258);
    assertThat(tokenizer.decode(tokens)).isEqualTo("label:see  and [end]");
  }

  @Test
  void neverMakesSpecialTokensAcrossSeams() {
    var rendering = new Rendering(List.of(span(Kind.PLAIN, "[e"), span(Kind.CONTROL, "nd]")));

    int[] tokens = Prompt.of(rendering, tokenizer);

    assertThat(IntStream.of(tokens).filter(tokenizer::isSpecial)).containsExactly(256);
    assertThat(tokenizer.decode(tokens)).isEqualTo("[end]");
  }
}

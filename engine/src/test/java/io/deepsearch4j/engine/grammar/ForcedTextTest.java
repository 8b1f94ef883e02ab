package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.grammar.ReplyRules.Calls;
import io.deepsearch4j.engine.grammar.ReplyRules.Tool;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForcedTextTest {
  private static final ByteTokenizer TOKENIZER =
      new ByteTokenizer("<end>", "[unused11]", "[unused12]");
  private static final Walk WALK = new Walk(TOKENIZER);

  @Test
  void whatHasNoAlternativeIsForced() {
    Constraint constraint = WALK.begin(JsonGrammar.of("{\"const\":\"hello world!\"}"));

    assertThat(TOKENIZER.decode(constraint.forced())).isEqualTo("\"hello world!\"");
    assertThat(constraint.forced()).hasSize(4);
  }

  @Test
  void aTokenThatCouldReachIntoFreeTextIsLeftToTheModel() {
    // `":` ends what is forced, and `":"` is a token.
    Constraint constraint =
        WALK.begin(JsonGrammar.of("{\"properties\":{\"key\":{}},\"required\":[\"key\"]}"));
    constraint.accept('{');
    constraint.accept('"');

    assertThat(TOKENIZER.decode(constraint.forced())).isEqualTo("key");
  }

  @Test
  void nothingIsForcedWhereThereIsAChoiceOrTheEnd() {
    assertThat(WALK.begin(JsonGrammar.of("{}")).forced()).isEmpty();
    assertThat(WALK.after(JsonGrammar.of("{\"const\":1}"), '1').forced()).isEmpty();
  }

  @Test
  void theMarkThatEndsCallsIsForcedAsItsToken() {
    Grammar grammar =
        ToolGrammar.of(
            ReplyRules.text(ReplyFormat.PANGU)
                .withTools(List.of(new Tool("f", "{\"properties\":{}}")), Calls.REQUIRED),
            TOKENIZER);
    Constraint constraint = WALK.begin(grammar);

    assertThat(TOKENIZER.decode(constraint.closing()))
        .isEqualTo("[unused11][{\"name\":\"f\",\"arguments\":{}}][unused12]");
  }

  @Test
  void forcedTokensAreAllowedAndLeaveTheModelItsChoices() {
    var random = new SplittableRandom(23);
    for (int i = 0; i < 60; i++) {
      Constraint constraint =
          WALK.begin(JsonGrammar.of(new RandomSchema(random).next().toString()));
      var allowed = new BitSet();
      for (int step = 0; step < 30 && !constraint.mayEnd(); step++) {
        for (int token : constraint.forced()) {
          constraint.allowed(allowed);
          assertThat(allowed.get(token)).isTrue();
          constraint.accept(token);
        }
        constraint.allowed(allowed);
        int next = allowed.nextSetBit(random.nextInt(TOKENIZER.size()));
        next = next < 0 ? allowed.nextSetBit(0) : next;
        if (next != WALK.end()) {
          constraint.accept(next);
        }
      }
    }
  }

  @Test
  void theWayOutFinishesACharacterAndAnEscapeThatHaveBegun() {
    Grammar grammar = JsonGrammar.of("{\"type\":\"string\",\"minLength\":3}");

    Constraint inCharacter = WALK.after(grammar, '"', 0xE6, 0x97);
    Constraint inEscape = WALK.after(grammar, '"', '\\', 'u', 'd', '8');

    assertThat(inCharacter.closing()).hasSizeBetween(3, 4);
    assertThat(inEscape.closing()).hasSizeBetween(8, 12);
    finish(inCharacter);
    finish(inEscape);
  }

  private static void finish(Constraint constraint) {
    for (int token : constraint.closing()) {
      constraint.accept(token);
    }
    assertThat(constraint.mayEnd()).isTrue();
  }

  @Test
  void aVocabularyThatCannotSpellWhatMustFollowIsSaidSo() {
    ByteTokenizer letters = ByteTokenizer.of(List.of("a", "b", "c"));
    Constraint constraint =
        TokenMasks.of(letters).bind(JsonGrammar.of("{\"type\":\"string\"}"), 3).begin();

    assertThatThrownBy(() -> constraint.allowed(new BitSet()))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining("the tokenizer has no token for what must follow");
    assertThatThrownBy(constraint::closing).isInstanceOf(GrammarException.class);
    assertThat(constraint.forced()).isEmpty();
  }
}

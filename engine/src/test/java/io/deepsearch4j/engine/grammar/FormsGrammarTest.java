package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import io.deepsearch4j.chat.ReplyForms.Quoted;
import io.deepsearch4j.chat.ReplyForms.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormsGrammarTest {
  private static final List<String> LINES =
      List.of(
          "Taenu Instruments : main supplier",
          "About us – Taenu (Tugex) @31",
          "Orders: $1,250.75 or 45 % in 2019, the year.",
          "岚沅能源2019年 的总部 is here",
          "Taenu Tugex Taenu Tugex Taenu",
          "",
          "  spaced   out  ");
  private static final Fixed BREAK = new Fixed("\n");
  private static final List<List<Form>> CASES =
      List.of(
          List.of(Form.of(new Fixed("is "), new Copied(40)), Form.of(new Fixed("no"))),
          List.of(
              Form.of(new Fixed("read "), new Copied(60), new Fixed(" "), handles()),
              Form.of(new Fixed("read "), new Copied(60), new Fixed(" and more")),
              Form.of(new Fixed("find "), new Words(70)),
              Form.of(new Fixed("give up"))),
          List.of(Form.of(new Copied(9)), Form.of(new OneOf(List.of("Tae", "Taenu", "an")))),
          List.of(
              Form.of(new Words(20)),
              Form.of(new Words(20), BREAK, new Words(20)),
              Form.of(new Words(20), BREAK, new Words(20), BREAK, new Copied(12))),
          List.of(
              Form.of(new Words(8), new Copied(8), new Words(3)),
              Form.of(new Copied(5), new Copied(5), new Fixed("\n\nx"))));

  private final ByteTokenizer tokenizer =
      new ByteTokenizer(
          List.of(
              " is",
              " is ",
              " T",
              "ae",
              "aenu",
              "enu ",
              " Tugex",
              "Taenu Tu",
              " read",
              " find ",
              "\n",
              "\n ",
              "\n T",
              " @31",
              "@3",
              " 2",
              "01",
              "岚",
              "沅能",
              "源2",
              " the",
              "<x",
              "x<",
              "0",
              "<",
              "|",
              "<|",
              "give",
              " up",
              " no",
              "no",
              " and",
              " $",
              ",2",
              "e\n"),
          "<|say|>",
          "<end>");
  private final TokenMasks masks = TokenMasks.of(tokenizer);
  private final Walk walk = new Walk(tokenizer);
  private final int say = tokenizer.special("<|say|>").orElseThrow();

  private static OneOf handles() {
    return new OneOf(IntStream.range(0, 64).mapToObj(i -> "@" + i).toList());
  }

  static List<List<Form>> cases() {
    return CASES;
  }

  private FormsGrammar grammar(List<Form> thoughts, List<Form> forms) {
    return new FormsGrammar(new ReplyForms(thoughts, forms), LINES, masks, say, walk.end());
  }

  private static boolean takes(Constraint constraint, int... tokens) {
    var allowed = new BitSet();
    for (int token : tokens) {
      constraint.allowed(allowed);
      if (!allowed.get(token)) {
        return false;
      }
      constraint.accept(token);
    }
    return constraint.mayEnd();
  }

  private boolean takes(List<Form> forms, String written) {
    return takes(grammar(List.of(), forms).beginFast(), tokenizer.encode(written));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesNothingButForms(List<Form> forms) {
    var reference = new FormsReference(forms, LINES);
    FormsGrammar grammar = grammar(List.of(), forms);
    for (int seed = 0; seed < 100; seed++) {
      var random = new SplittableRandom(seed);

      String written = walk.random(grammar.beginFast(), random, random.nextInt(80, 120));

      assertThat(reference.accepts(written)).as("seed %d wrote <%s>", seed, written).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void canWriteEveryForm(List<Form> forms) {
    var reference = new FormsReference(forms, LINES);
    FormsGrammar grammar = grammar(List.of(), forms);
    var random = new SplittableRandom(7);
    for (int round = 0; round < 150; round++) {
      String written = reference.random(random);
      if (reference.accepts(written)) {
        assertThat(takes(grammar.beginFast(), tokenizer.encode(written)))
            .as("<%s>", written)
            .isTrue();
        assertThat(takes(grammar.beginFast(), bytes(written))).as("<%s>", written).isTrue();
      }
    }
  }

  private static int[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thinksInFormsThenSpeaksInForms(List<Form> forms) {
    var reference = new FormsReference(forms, LINES);
    List<Form> thoughts = List.of(Form.of(new Copied(60)), Form.of(new Fixed("nothing here")));
    var thinking = new FormsReference(thoughts, LINES);
    FormsGrammar grammar = grammar(thoughts, forms);
    for (int seed = 0; seed < 40; seed++) {
      String written = walk.random(grammar.beginSlow(), new SplittableRandom(seed), 180);

      int end = written.indexOf("<|say|>");
      assertThat(end).isPositive();
      assertThat(thinking.accepts(written.substring(0, end))).as(written).isTrue();
      assertThat(reference.accepts(written.substring(end + 7))).as(written).isTrue();
    }
  }

  @Test
  void quotesNothingButTheThought() {
    List<Form> thoughts =
        List.of(Form.of(new OneOf(LINES.subList(0, 4))), Form.of(new Fixed("nothing here")));
    List<Form> forms = List.of(Form.of(new Fixed("is "), new Quoted(40)), Form.of(new Fixed("no")));
    FormsGrammar grammar = grammar(thoughts, forms);
    int quotes = 0;
    for (int seed = 0; seed < 60; seed++) {
      Constraint begun = grammar.beginSlow();

      String written = walk.random(begun.copy(), new SplittableRandom(seed), 180);

      String thought = written.substring(1, written.indexOf("<|say|>"));
      String reply = written.substring(written.indexOf("<|say|>") + 7);
      assertThat(new FormsReference(forms, List.of(thought)).accepts(reply)).as(written).isTrue();
      quotes += reply.startsWith(" is") ? 1 : 0;
    }
    assertThat(quotes).isPositive();
  }

  @Test
  void quotesTheRequestWhereNothingWasThought() {
    List<Form> forms = List.of(Form.of(new Fixed("is "), new Quoted(40)));

    assertThat(takes(forms, " is main supplier")).isTrue();
    assertThat(takes(forms, " is main supper")).isFalse();
  }

  @Test
  void agreesWithItselfAboutEveryToken() {
    for (List<Form> forms : CASES) {
      Constraint constraint = grammar(List.of(), forms).beginFast();
      var random = new SplittableRandom(3);
      var allowed = new BitSet();
      for (int step = 0; step < 12; step++) {
        constraint.allowed(allowed);
        var accepted = new BitSet();
        for (int token = 0; token < tokenizer.size(); token++) {
          accepted.set(token, Walk.accepts(constraint, token));
        }
        assertThat(accepted).isEqualTo(allowed);
        int[] choices = allowed.stream().filter(token -> token != walk.end()).toArray();
        if (choices.length == 0) {
          break;
        }
        constraint.accept(choices[random.nextInt(choices.length)]);
      }
    }
  }

  @Test
  void copiesWholeWordsOfOneLine() {
    List<Form> forms = List.of(Form.of(new Copied(40)));

    for (String copy :
        List.of(
            " Taenu",
            " (Tugex)",
            " Tugex",
            " $1,250.75",
            " 45 %",
            " 沅能",
            " 能源2019",
            " us – Taenu")) {
      assertThat(takes(forms, copy)).as(copy).isTrue();
    }
    for (String other :
        List.of(
            " Taen",
            " ugex",
            " 1,250",
            " 201",
            " Tugex Orders",
            " supplier\n About",
            " Berlin",
            " –")) {
      assertThat(takes(forms, other)).as(other).isFalse();
    }
  }

  @Test
  void neverSpellsAControlTokenInWords() {
    List<Form> forms =
        List.of(Form.of(new OneOf(List.of("a<|say|>", "b"))), Form.of(new Words(50)));

    assertThat(takes(forms, " x <|say|> is y")).isFalse();
    assertThat(takes(forms, " a<|say|>")).isFalse();
    assertThat(takes(forms, " a < b | c")).isTrue();
  }

  @Test
  void holdsFreeWordsToCharactersThatCanBeRead() {
    Constraint constraint = grammar(List.of(), List.of(Form.of(new Words(50)))).beginFast();
    constraint.accept(' ');
    var allowed = new BitSet();

    constraint.allowed(allowed);

    assertThat(allowed.get('a')).isTrue();
    for (int value : new int[] {0, 7, 13, 27, 127, 0x80, 0xC0, 0xFF}) {
      assertThat(allowed.get(value)).as("byte %d", value).isFalse();
    }
  }

  @Test
  void refusesARequestThatHasNothingToCopy() {
    var forms = new ReplyForms(List.of(), List.of(Form.of(new Copied(10))));

    assertThatThrownBy(() -> new FormsGrammar(forms, List.of(" : ", ""), masks, say, walk.end()))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining("holds no words");
  }

  @Test
  void leavesOutFormsThatHaveNothingToCopy() {
    var forms =
        new ReplyForms(List.of(), List.of(Form.of(new Copied(10)), Form.of(new Fixed("no"))));
    var grammar = new FormsGrammar(forms, List.of(), masks, say, walk.end());
    var written = new ArrayList<String>();

    for (int seed = 0; seed < 20; seed++) {
      written.add(walk.random(grammar.beginFast(), new SplittableRandom(seed), 20));
    }

    assertThat(written).containsOnly(" no");
  }

  @Test
  void letsAFreeRequestSayAnything() {
    var grammar = new FormsGrammar(ReplyForms.FREE, List.of(), masks, say, walk.end());

    assertThat(takes(grammar.beginFast(), tokenizer.encode(" any\n words 日本"))).isTrue();
    assertThat(takes(grammar.beginFast(), say)).isFalse();
    assertThat(takes(grammar.beginSlow(), tokenizer.encodeWithSpecials(" hm<|say|> so"))).isTrue();
  }
}

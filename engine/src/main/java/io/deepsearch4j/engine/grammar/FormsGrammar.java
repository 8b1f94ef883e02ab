package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The forms of one request over the tokens of one vocabulary, for replies whose lines each begin
/// with a space. Safe to share between threads.
///
/// Where a reply can be read in several ways, all of them are followed. Copies are ranges of the
/// sorted lines of the request, so where they may go on costs two searches a byte, however long the
/// request is.
public final class FormsGrammar {
  private static final List<Form> ANY = List.of(Form.of(new Words(Integer.MAX_VALUE)));

  private final TokenMasks vocabulary;
  private final FormTree thoughts;
  private final FormTree replies;
  private final FormWalk inThoughts;
  private final FormWalk inReplies;
  private final Spelling spelling;
  private final int say;
  private final BitSet ends = new BitSet();

  /// @param lines what may be copied from, without the space at their heads
  /// @param say the token that ends a thought
  /// @param ends tokens that end a reply
  /// @throws GrammarException when no form is possible, because it copies and there is nothing to
  ///   copy
  public FormsGrammar(
      ReplyForms forms, List<String> lines, TokenMasks vocabulary, int say, int... ends) {
    var source = new CopySource(lines);
    this.vocabulary = vocabulary;
    this.say = say;
    thoughts = new FormTree(forms.thoughts().isEmpty() ? ANY : forms.thoughts(), source);
    replies = new FormTree(forms.isFree() ? ANY : forms.forms(), source);
    if (thoughts.isEmpty() || replies.isEmpty()) {
      throw new GrammarException(
          "each form of the reply copies from the request, and the request holds no words; add a"
              + " form that copies nothing");
    }
    inThoughts = new FormWalk(vocabulary, thoughts);
    inReplies = new FormWalk(vocabulary, replies);
    spelling = new Spelling(vocabulary.all(), List.of(say));
    for (int end : ends) {
      this.ends.set(end);
    }
    if (this.ends.isEmpty()) {
      throw new IllegalArgumentException("a reply needs a token that ends it");
    }
  }

  /// A reply without a thought.
  public Constraint beginFast() {
    return new FormsConstraint(this, FormsConstraint.Stage.REPLY, FormReadings.start(replies));
  }

  /// A reply whose thought has begun.
  public Constraint beginSlow() {
    return new FormsConstraint(this, FormsConstraint.Stage.THOUGHT, FormReadings.start(thoughts));
  }

  FormReadings startOfReply() {
    return FormReadings.start(replies);
  }

  int say() {
    return say;
  }

  BitSet ends() {
    return ends;
  }

  /// The bytes of a token that may be text; empty for others.
  byte[] bytes(int token) {
    return token < 0 || token >= vocabulary.tokenizer().size()
        ? new byte[0]
        : vocabulary.bytes(token);
  }

  synchronized void inThought(FormReadings from, BitSet tokens) {
    inThoughts.allowed(from, tokens);
  }

  synchronized void inReply(FormReadings from, BitSet tokens) {
    inReplies.allowed(from, tokens);
  }

  int[] rest(FormReadings reply) {
    return spelling.tokens(symbols(reply.shortestEnd()));
  }

  int[] restWithReply(FormReadings thought) {
    List<Integer> symbols = symbols(thought.shortestEnd());
    symbols.add(Grammar.BYTES);
    symbols.addAll(symbols(startOfReply().shortestEnd()));
    return spelling.tokens(symbols);
  }

  private static List<Integer> symbols(byte[] bytes) {
    var symbols = new ArrayList<Integer>();
    for (byte value : bytes) {
      symbols.add(value & 0xFF);
    }
    return symbols;
  }
}

package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.Quoted;
import io.deepsearch4j.chat.ReplyForms.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final CopySource source;
  private final List<Form> replies;
  private final FormWalk inThoughts;
  private final FormWalk inReplies;
  private final boolean quotes;
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
    this.vocabulary = vocabulary;
    this.source = new CopySource(lines);
    this.say = say;
    List<Form> thinkable = forms.thoughts().isEmpty() ? ANY : forms.thoughts();
    replies = forms.isFree() ? ANY : forms.forms();
    var thoughts = new FormTree(thinkable, source, source);
    var withoutThought = new FormTree(replies, source, source);
    if (thoughts.isEmpty() || withoutThought.isEmpty()) {
      throw new GrammarException(
          "each form of the reply copies from the request, and the request holds no words; add a"
              + " form that copies nothing");
    }
    inThoughts = new FormWalk(vocabulary, thoughts);
    inReplies = new FormWalk(vocabulary, withoutThought);
    quotes =
        replies.stream().flatMap(form -> form.parts().stream()).anyMatch(Quoted.class::isInstance);
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
    return new FormsConstraint(this, FormsConstraint.Stage.REPLY, inReplies);
  }

  /// A reply whose thought has begun.
  public Constraint beginSlow() {
    return new FormsConstraint(this, FormsConstraint.Stage.THOUGHT, inThoughts);
  }

  /// The reply to a thought. Where nothing can be quoted from it, one may quote the request.
  FormWalk replyTo(byte[] thought) {
    if (!quotes) {
      return inReplies;
    }
    List<String> lines =
        new String(thought, StandardCharsets.UTF_8).lines().map(String::strip).toList();
    var tree = new FormTree(replies, source, new CopySource(lines));
    return tree.isEmpty() ? inReplies : new FormWalk(vocabulary, tree);
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

  int[] rest(FormReadings reply) {
    return spelling.tokens(symbols(reply.shortestEnd()));
  }

  /// The shortest way to end a thought and to reply to it.
  ///
  /// @param written of the thought so far
  int[] restWithReply(FormReadings thought, byte[] written) {
    byte[] rest = thought.shortestEnd();
    List<Integer> symbols = symbols(rest);
    byte[] whole = Arrays.copyOf(written, written.length + rest.length);
    System.arraycopy(rest, 0, whole, written.length, rest.length);
    symbols.add(Grammar.BYTES);
    symbols.addAll(symbols(replyTo(whole).start().shortestEnd()));
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

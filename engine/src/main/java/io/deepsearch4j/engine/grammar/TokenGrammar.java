package io.deepsearch4j.engine.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A grammar over the tokens of one vocabulary. Safe to share between threads.
///
/// It remembers the masks and readings it has met (up to about 20 MB with 150 000 tokens), so
/// whoever asks for the same grammar again does well to keep it.
public final class TokenGrammar {
  private static final int MOST_MASKS = 512;
  private static final int LONGEST_FORCED = 1024;

  private final TokenMasks vocabulary;
  private final Grammar grammar;
  private final BitSet ends = new BitSet();
  private final Readings readings;
  private final Spelling spelling;
  private final Reading[] path = new Reading[TokenTrie.LONGEST + 1];
  private int masks;

  TokenGrammar(TokenMasks vocabulary, Grammar grammar, int... ends) {
    if (ends.length == 0) {
      throw new IllegalArgumentException("a reply needs a token that ends it");
    }
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.readings = new Readings(grammar);
    this.spelling = new Spelling(vocabulary.all(), grammar.specials());
    for (int end : ends) {
      this.ends.set(end);
    }
  }

  /// A new reply, nothing said yet.
  public Constraint begin() {
    synchronized (this) {
      return new GrammarConstraint(this, readings.start());
    }
  }

  /// The tokens that end a reply.
  BitSet ends() {
    return ends;
  }

  synchronized void allowed(Reading reading, BitSet tokens) {
    tokens.clear();
    tokens.or(mask(readings.current(reading)));
    if (reading.ends()) {
      tokens.or(ends);
    } else if (tokens.isEmpty()) {
      throw new GrammarException(
          "the tokenizer has no token for what must follow; the vocabulary needs a token for each"
              + " byte");
    }
  }

  /// Where a token leads; [Reading#DEAD] if it is not allowed.
  synchronized Reading after(Reading reading, int token) {
    Reading at = readings.current(reading);
    int special = grammar.specials().indexOf(token);
    if (special >= 0) {
      return readings.after(at, Grammar.BYTES + special);
    }
    if (token < 0 || token >= vocabulary.tokenizer().size()) {
      return Reading.DEAD;
    }
    byte[] bytes = vocabulary.bytes(token);
    if (bytes.length == 0) {
      return Reading.DEAD;
    }
    for (byte value : bytes) {
      at = readings.after(at, value & 0xFF);
      if (at.isDead()) {
        return at;
      }
    }
    return at;
  }

  synchronized int[] closing(Reading reading) {
    return spelling.tokens(ShortestEnd.of(reading.frames(), grammar));
  }

  synchronized int[] forced(Reading reading) {
    var symbols = new ArrayList<Integer>();
    Reading at = readings.current(reading);
    int only = only(at);
    while (only >= 0 && symbols.size() < LONGEST_FORCED) {
      symbols.add(only);
      at = readings.after(at, only);
      only = only(at);
    }
    return takesBytes(at) ? spelling.tokensUpToOpenEnd(symbols) : spelling.tokensIfSpelled(symbols);
  }

  /// The one symbol that may follow, or -1 if there are others or the reply may end.
  private int only(Reading reading) {
    int only = -1;
    if (reading.ends()) {
      return only;
    }
    for (int symbol = 0; symbol < readings.symbols(); symbol++) {
      if (!readings.after(reading, symbol).isDead()) {
        if (only >= 0) {
          return -1;
        }
        only = symbol;
      }
    }
    return only;
  }

  private boolean takesBytes(Reading reading) {
    for (int symbol = 0; symbol < Grammar.BYTES; symbol++) {
      if (!readings.after(reading, symbol).isDead()) {
        return true;
      }
    }
    return false;
  }

  private BitSet mask(Reading reading) {
    @Nullable BitSet known = reading.mask();
    if (known != null) {
      return known;
    }
    if (masks >= MOST_MASKS) {
      readings.forget();
      masks = 0;
      return mask(readings.current(reading));
    }
    BitSet mask = compute(reading);
    reading.mask(mask);
    masks++;
    return mask;
  }

  private BitSet compute(Reading reading) {
    var mask = new BitSet(vocabulary.tokenizer().size());
    var inStrings = new ArrayList<Frame>();
    var inText = new ArrayList<Frame>();
    var elsewhere = new ArrayList<Frame>();
    for (Frame frame : reading.frames()) {
      if (frame.node() instanceof Node.Characters && frame.at() == 0) {
        inStrings.add(frame);
      } else if (frame.node() instanceof Node.Piece(var _, FreeText _)) {
        inText.add(frame);
      } else {
        elsewhere.add(frame);
      }
    }
    inText(inText, mask);
    inStrings(inStrings, mask);
    walk(vocabulary.all(), readings.of(List.copyOf(elsewhere)), mask);
    for (int i = 0; i < grammar.specials().size(); i++) {
      if (!readings.after(reading, Grammar.BYTES + i).isDead()) {
        mask.set(grammar.specials().get(i));
      }
    }
    return mask;
  }

  private void inStrings(List<Frame> frames, BitSet mask) {
    for (Frame frame : frames) {
      if (frame.node() instanceof Node.Characters(var _, var _, var most)) {
        mask.or(vocabulary.insideStrings(most - frame.count()));
      }
    }
    walk(vocabulary.leavingStrings(), readings.of(List.copyOf(frames)), mask);
  }

  private void inText(List<Frame> frames, BitSet mask) {
    if (frames.isEmpty()) {
      return;
    }
    Reading text = readings.of(List.copyOf(frames));
    TokenTrie all = vocabulary.all();
    mask.or(vocabulary.unmarked());
    for (int value = 0; value < Grammar.BYTES; value++) {
      int branch = all.child(0, value);
      if (branch >= 0 && continuesWord(frames, value)) {
        mask.andNot(all.tokens(branch));
        walk(all, branch, all.end(branch), text, mask);
      }
    }
    walk(vocabulary.marked(), text, mask);
  }

  private static boolean continuesWord(List<Frame> frames, int value) {
    return frames.stream()
        .anyMatch(
            frame ->
                frame.node() instanceof Node.Piece(var _, FreeText text)
                    && text.continuesWord(frame.at(), value));
  }

  private void walk(TokenTrie trie, Reading from, BitSet mask) {
    if (!from.isDead()) {
      walk(trie, 1, trie.size(), from, mask);
    }
  }

  /// Sets the tokens of a part of a tree that may follow, leaving out branches whose beginning may
  /// not.
  private void walk(TokenTrie trie, int first, int end, Reading from, BitSet mask) {
    path[0] = from;
    int node = first;
    while (node < end) {
      int depth = trie.depth(node);
      Reading next = readings.after(path[depth - 1], trie.label(node));
      if (next.isDead()) {
        node = trie.end(node);
        continue;
      }
      path[depth] = next;
      for (int i = trie.firstToken(node); i < trie.lastToken(node); i++) {
        mask.set(trie.token(i));
      }
      node++;
    }
  }
}

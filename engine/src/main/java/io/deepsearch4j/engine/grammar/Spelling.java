package io.deepsearch4j.engine.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Symbols as tokens, as few as there can be.
final class Spelling {
  private static final int NONE = Integer.MAX_VALUE / 2;

  private final TokenTrie trie;
  private final List<Integer> specials;

  Spelling(TokenTrie trie, List<Integer> specials) {
    this.trie = trie;
    this.specials = specials;
  }

  /// The tokens of all symbols.
  ///
  /// @throws GrammarException when the vocabulary cannot spell them
  int[] tokens(List<Integer> symbols) {
    Plan plan = plan(symbols);
    if (!plan.isSpelled()) {
      throw new GrammarException(
          "the tokenizer has no token for what must follow; the vocabulary needs a token for each"
              + " byte");
    }
    return plan.tokens(symbols.size());
  }

  /// Likewise; none when the vocabulary cannot spell them.
  int[] tokensIfSpelled(List<Integer> symbols) {
    Plan plan = plan(symbols);
    return plan.isSpelled() ? plan.tokens(symbols.size()) : new int[0];
  }

  /// The tokens of symbols that the model will go on from: those whose last bytes a longer token
  /// could take along are left out.
  int[] tokensUpToOpenEnd(List<Integer> symbols) {
    Plan plan = plan(symbols);
    int until = 0;
    while (plan.isSpelled() && until < symbols.size() && !isOpen(symbols, until)) {
      until += plan.length()[until];
    }
    return plan.tokens(until);
  }

  /// Whether a token that begins here could reach beyond the last symbol.
  private boolean isOpen(List<Integer> symbols, int from) {
    int node = 0;
    for (int i = from; i < symbols.size(); i++) {
      int symbol = symbols.get(i);
      node = symbol < Grammar.BYTES ? trie.child(node, symbol) : -1;
      if (node < 0) {
        return false;
      }
    }
    return trie.hasChildren(node);
  }

  /// For each place, the first token of a shortest spelling of the rest.
  private record Plan(int[] fewest, int[] token, int[] length) {
    boolean isSpelled() {
      return fewest[0] < NONE;
    }

    int[] tokens(int until) {
      var tokens = new ArrayList<Integer>();
      for (int at = 0; at < until; at += length[at]) {
        tokens.add(token[at]);
      }
      return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private Plan plan(List<Integer> symbols) {
    int size = symbols.size();
    var plan = new Plan(new int[size + 1], new int[size], new int[size]);
    Arrays.fill(plan.fewest(), 0, size, NONE);
    for (int at = size - 1; at >= 0; at--) {
      if (symbols.get(at) >= Grammar.BYTES) {
        take(plan, at, 1, specials.get(symbols.get(at) - Grammar.BYTES));
        continue;
      }
      int node = 0;
      for (int i = at; i < size && symbols.get(i) < Grammar.BYTES; i++) {
        node = trie.child(node, symbols.get(i));
        if (node < 0) {
          break;
        }
        if (trie.firstToken(node) < trie.lastToken(node)) {
          take(plan, at, i + 1 - at, trie.token(trie.firstToken(node)));
        }
      }
    }
    return plan;
  }

  /// Of equally short spellings the one with the longer first token wins.
  private static void take(Plan plan, int at, int length, int token) {
    int tokens = Math.min(NONE, plan.fewest()[at + length] + 1);
    if (tokens < NONE && tokens <= plan.fewest()[at]) {
      plan.fewest()[at] = tokens;
      plan.token()[at] = token;
      plan.length()[at] = length;
    }
  }
}

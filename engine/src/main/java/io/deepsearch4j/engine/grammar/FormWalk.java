package io.deepsearch4j.engine.grammar;

import java.util.BitSet;

/// Which tokens may follow in a reply that has forms: one sweep over the tree of all tokens, with a
/// reading kept for each depth; where any words may come, over the unusual ones only. Threads that
/// share it wait for each other.
final class FormWalk {
  private final TokenMasks vocabulary;
  private final int deepest;
  private final FormTree tree;
  private final FormReadings[] path = new FormReadings[TokenTrie.LONGEST + 1];

  FormWalk(TokenMasks vocabulary, FormTree tree) {
    this.vocabulary = vocabulary;
    this.tree = tree;
    deepest = deepest(vocabulary.all());
    for (int depth = 0; depth <= deepest; depth++) {
      path[depth] = FormReadings.start(tree);
    }
  }

  private static int deepest(TokenTrie trie) {
    int deepest = 0;
    for (int node = 0; node < trie.size(); node++) {
      deepest = Math.max(deepest, trie.depth(node));
    }
    return deepest;
  }

  /// Nothing written yet.
  FormReadings start() {
    return FormReadings.start(tree);
  }

  synchronized void allowed(FormReadings from, BitSet tokens) {
    if (from.takesWords(deepest)) {
      tokens.or(vocabulary.words());
      walk(vocabulary.unusual(), from, tokens);
    } else {
      walk(vocabulary.all(), from, tokens);
    }
  }

  private void walk(TokenTrie trie, FormReadings from, BitSet tokens) {
    path[0] = from;
    int node = 1;
    while (node < trie.size()) {
      int depth = trie.depth(node);
      path[depth].after(path[depth - 1], trie.label(node));
      if (path[depth].isDead()) {
        node = trie.end(node);
        continue;
      }
      for (int i = trie.firstToken(node); i < trie.lastToken(node); i++) {
        tokens.set(trie.token(i));
      }
      node++;
    }
  }
}

package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenTrieTest {
  @Test
  void findsEveryTokenWhereItsBytesLead() {
    var random = new SplittableRandom(2);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      words.add(
          random
              .ints(random.nextInt(1, 7), 'a', 'e')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }

    TokenTrie trie = trie(words);

    for (int token = 0; token < words.size(); token++) {
      String word = words.get(token);
      var same = new TreeSet<Integer>();
      IntStream.range(0, words.size()).filter(i -> words.get(i).equals(word)).forEach(same::add);
      assertThat(at(trie, node(trie, word))).containsExactlyElementsOf(same);
      assertThat(trie.tokens(node(trie, word)).get(token)).isTrue();
    }
  }

  @Test
  void leavesOutTokensWithoutBytesAndOversizedOnes() {
    TokenTrie trie = trie(List.of("", "a", "b".repeat(TokenTrie.LONGEST + 1)));

    assertThat(trie.size()).isEqualTo(2);
    assertThat(at(trie, 1)).containsExactly(1);
    assertThat(trie.child(0, 'b')).isEqualTo(-1);
    assertThat(trie.hasChildren(0)).isTrue();
    assertThat(trie.hasChildren(1)).isFalse();
  }

  @Test
  void anEmptyVocabularyIsOneNode() {
    assertThat(trie(List.of()).size()).isEqualTo(1);
  }

  private static TokenTrie trie(List<String> words) {
    return new TokenTrie(
        IntStream.range(0, words.size())
            .mapToObj(i -> new TokenTrie.Entry(i, words.get(i).getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private static int node(TokenTrie trie, String word) {
    int node = 0;
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      node = trie.child(node, value & 0xFF);
    }
    return node;
  }

  private static List<Integer> at(TokenTrie trie, int node) {
    return IntStream.range(trie.firstToken(node), trie.lastToken(node))
        .map(trie::token)
        .sorted()
        .boxed()
        .toList();
  }
}

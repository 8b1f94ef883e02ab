package io.deepsearch4j.engine.tokenizer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All added tokens of a tokenizer, and where they stand in a text. Safe to share between threads.
final class AddedTokens {
  private final Map<Integer, AddedToken> byId = new TreeMap<>();
  private final Map<String, AddedToken> bySpelling = new HashMap<>();
  private final List<AddedToken> inTrie;
  private final Trie trie;

  /// @param tokens of several with one id the last one counts
  AddedTokens(Collection<AddedToken> tokens) {
    for (AddedToken token : tokens) {
      byId.put(token.id(), token);
    }
    for (AddedToken token : byId.values()) {
      AddedToken other = bySpelling.putIfAbsent(token.spelling(), token);
      if (other != null) {
        throw new TokenizerException(
            "the added token '%s' has two ids, %d and %d"
                .formatted(token.spelling(), other.id(), token.id()));
      }
    }
    inTrie = new ArrayList<>(byId.values());
    trie = new Trie(inTrie.stream().map(token -> Bytes.of(token.spelling())).toList());
  }

  Set<Integer> ids() {
    return byId.keySet();
  }

  Set<Integer> specialIds() {
    return byId.values().stream()
        .filter(AddedToken::isSpecial)
        .map(AddedToken::id)
        .collect(Collectors.toSet());
  }

  boolean isSpecial(int id) {
    AddedToken token = byId.get(id);
    return token != null && token.isSpecial();
  }

  Collection<AddedToken> all() {
    return byId.values();
  }

  Optional<AddedToken> spelled(String spelling) {
    return Optional.ofNullable(bySpelling.get(spelling));
  }

  Optional<AddedToken> withId(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The longest one that begins here.
  Optional<AddedToken> at(byte[] text, int from) {
    int index = trie.longest(text, from, text.length);
    return index == Trie.NONE ? Optional.empty() : Optional.of(inTrie.get(index));
  }
}

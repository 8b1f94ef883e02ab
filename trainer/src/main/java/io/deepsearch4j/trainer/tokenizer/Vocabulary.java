package io.deepsearch4j.trainer.tokenizer;

import io.deepsearch4j.chat.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// The entries of a tokenizer in the order of their ids, and how they are merged.
///
/// Control tokens come first, then bytes, handles, digits with their space, characters, syllables,
/// words.
///
/// @param entries each once
/// @param merges those of syllables, and of pairs of Han characters
record Vocabulary(List<String> entries, List<Merges.Merge> merges) {
  Vocabulary {
    entries = List.copyOf(entries);
    merges = List.copyOf(merges);
  }

  Vocabulary(List<String> characters, Merges syllables, List<String> words) {
    this(entries(characters, syllables, words), merges(characters, syllables, words));
  }

  private static List<String> entries(
      List<String> characters, Merges syllables, List<String> words) {
    Set<String> entries = new LinkedHashSet<>(Dialects.NANO_TOKENS);
    IntStream.range(0, 256)
        .forEach(value -> entries.add(String.format(Locale.ROOT, "<0x%02X>", value)));
    IntStream.range(0, TokenizerTraining.HANDLES).forEach(handle -> entries.add(" @" + handle));
    IntStream.rangeClosed(0, 9).forEach(digit -> entries.add(" " + digit));
    entries.addAll(characters);
    syllables.inOrder().forEach(merge -> entries.add(merge.union()));
    entries.addAll(words);
    return List.copyOf(entries);
  }

  /// A run of Han characters is no word of its own, so its pairs are merged where they stand.
  private static List<Merges.Merge> merges(
      List<String> characters, Merges syllables, List<String> words) {
    var known = Set.copyOf(characters);
    var merges = new ArrayList<>(syllables.inOrder());
    for (String word : words) {
      int half = word.offsetByCodePoints(0, 1);
      var merge = new Merges.Merge(word.substring(0, half), word.substring(half));
      boolean isPair = TextWords.Kind.of(word) == TextWords.Kind.HAN;
      if (isPair && known.contains(merge.left()) && known.contains(merge.right())) {
        merges.add(merge);
      }
    }
    return merges;
  }
}

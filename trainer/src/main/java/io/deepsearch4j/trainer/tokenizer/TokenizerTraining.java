package io.deepsearch4j.trainer.tokenizer;

import io.deepsearch4j.chat.Dialects;
import java.nio.file.Path;
import java.util.List;

/// Learns a vocabulary of about a thousand pieces, from which names that nobody has seen can be put
/// together.
///
/// Frequent words and rare words need opposite things. A word that many texts share ("supplier") is
/// best one piece; a name that stands in few texts must fall into syllables that other names have
/// too, or the model could not copy it: a piece seen in one name only teaches nothing about the
/// next. Byte pair encoding over plain counts would spend its merges on the names of the largest
/// worlds. So the room is shared in two:
///
/// - **words** that stand in at least one of [WordCounts#SHARE] texts are entries as they are,
///   those that save most first; no merges lead to them, so none of their beginnings takes room;
/// - **syllables** are merged from all other words, each of which counts once however often it
///   comes, so a merge must pay in many names.
///
/// Digits stay single (with or without the space before them), a handle ` @0` … ` @63` is one piece
/// with its space, two Han characters are joined only where many texts join them, and a character
/// that is not in the vocabulary is spelled in bytes. The same texts give the same files.
public final class TokenizerTraining {
  /// Entries of a vocabulary unless one asks for another number.
  public static final int DEFAULT_SIZE = 1_500;

  static final int HANDLES = 64;
  private static final int BYTES = 256;
  private static final int DIGITS = 10;
  private static final int LEAST_SIZE = 512;
  private static final int MOST_SIZE = 65_536;

  private TokenizerTraining() {}

  /// What a vocabulary consists of, besides control tokens, bytes and handles.
  ///
  /// @param entries all of it; at most the size that was asked for
  /// @param texts that it was learnt from
  public record Learnt(int entries, int characters, int syllables, int words, long texts) {}

  /// Learns from texts and writes the tokenizer into a folder.
  ///
  /// One pass over the texts, which are not kept; a few MB a second and at most a few hundred MB of
  /// memory.
  ///
  /// @param texts what stands between the control tokens of lessons
  /// @param size the most entries, from 512 to 65 536
  /// @param folder is made when it is missing
  /// @throws TokenizerTrainingException when the texts hold no words, or the disk takes no file
  public static Learnt train(Iterable<String> texts, int size, Path folder) {
    if (size < LEAST_SIZE || size > MOST_SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary has from %d to %d entries, not %d".formatted(LEAST_SIZE, MOST_SIZE, size));
    }
    var counts = new WordCounts();
    texts.forEach(counts::add);
    if (counts.isEmpty()) {
      throw new TokenizerTrainingException(
          "the lessons hold no words to learn a vocabulary from; make some with: deepsearch practice"
              + " lessons");
    }
    return learn(counts, size, folder);
  }

  private static Learnt learn(WordCounts counts, int size, Path folder) {
    int room = size - Dialects.NANO_TOKENS.size() - BYTES - HANDLES - DIGITS;
    List<String> characters = counts.characters(room / 2);
    room -= characters.size();
    List<String> common = counts.common();
    int words = Math.min(common.size(), room / 2);
    Merges merges =
        Merges.learn(counts.lettersExcept(common.subList(0, words)), characters, room - words);
    words = Math.min(common.size(), room - merges.size());
    var file = new Vocabulary(characters, merges, common.subList(0, words));
    TokenizerFiles.write(file, folder);
    return new Learnt(
        file.entries().size(), characters.size(), merges.size(), words, counts.texts());
  }
}

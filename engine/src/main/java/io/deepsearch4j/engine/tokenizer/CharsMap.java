package io.deepsearch4j.engine.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The rules of a SentencePiece normaliser: what stretch of text is replaced by what.
///
/// The file has four bytes with the size of a double-array trie (Darts-clone: 32 bits a unit, the
/// children of a unit lie at its base XOR their byte), the trie, and the replacements, each ended
/// by a zero byte. A trie that could be walked for ever, or for longer than any rule, is refused
/// when it is read, so no text can make the normaliser slow. Safe to share between threads.
final class CharsMap {
  private static final int LARGEST = 1 << 23;
  private static final int LONGEST_RULE = 256;
  private static final int LONGEST_REPLACEMENT = 1000;

  /// What [#match] answers when no rule fits.
  static final long NONE = -1;

  private final int[] units;
  private final byte[] replacements;

  /// @param blob the field of the file; empty for no rules
  CharsMap(byte[] blob) {
    if (blob.length == 0) {
      units = new int[0];
      replacements = new byte[0];
      return;
    }
    if (blob.length > LARGEST) {
      throw new TokenizerException("its normaliser is larger than " + LARGEST + " bytes");
    }
    var in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
    int size = blob.length < 8 ? -1 : in.getInt();
    if (size < 4 || size % 4 != 0 || size > blob.length - 5) {
      throw new TokenizerException("its normaliser is broken: the size of the trie does not fit");
    }
    units = new int[size / 4];
    in.asIntBuffer().get(units);
    replacements = Arrays.copyOfRange(blob, 4 + size, blob.length);
    if (replacements[replacements.length - 1] != 0) {
      throw new TokenizerException("its normaliser is broken: the last replacement has no end");
    }
    new Inspection().run();
  }

  boolean isEmpty() {
    return units.length == 0;
  }

  /// The longest rule that the text begins with: its length in the upper half, where its
  /// replacement begins in the lower; or [#NONE].
  long match(byte[] text, int from, int to) {
    if (units.length == 0) {
      return NONE;
    }
    long best = NONE;
    int base = offset(units[0]);
    for (int i = from; i < to; i++) {
      int at = child(base, text[i] & 0xFF);
      if (at < 0) {
        break;
      }
      base = at ^ offset(units[at]);
      if (hasLeaf(units[at])) {
        best = (long) (i + 1 - from) << 32 | value(base);
      }
    }
    return best;
  }

  byte[] replacements() {
    return replacements;
  }

  /// Where the replacement that begins here ends.
  int end(int from) {
    int at = from;
    while (replacements[at] != 0) {
      at++;
    }
    return at;
  }

  private int child(int base, int label) {
    int at = base ^ label;
    return at < units.length && (units[at] & 0x800000FF) == label ? at : -1;
  }

  private static boolean hasLeaf(int unit) {
    return (unit >>> 8 & 1) == 1;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private int value(int leaf) {
    return units[leaf] & 0x7FFFFFFF;
  }

  /// Walks through the whole trie once. States may be shared, so only a way back to a state that is
  /// still open is a cycle.
  private final class Inspection {
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final byte[] states = new byte[units.length];
    private final byte[] heights = new byte[units.length]; // below a state that is done
    private final int[] path = new int[LONGEST_RULE + 1];
    private final int[] nextLabel = new int[LONGEST_RULE + 1];

    private void run() {
      int depth = 0;
      enter(0, 0);
      while (depth >= 0) {
        int state = path[depth];
        int child = nextChild(depth);
        if (child < 0) {
          leave(state, depth);
          depth--;
        } else if (states[child] == OPEN) {
          throw new TokenizerException("its normaliser is broken: the trie has a cycle");
        } else if (states[child] == DONE) {
          raise(state, heights[child] & 0xFF, depth);
        } else {
          depth++;
          enter(child, depth);
        }
      }
    }

    private void enter(int state, int depth) {
      if (depth > LONGEST_RULE) {
        throw tooLong();
      }
      path[depth] = state;
      nextLabel[depth] = 0;
      states[state] = OPEN;
      if (state != 0 && hasLeaf(units[state])) {
        checkLeaf(state ^ offset(units[state]));
      }
    }

    private int nextChild(int depth) {
      int base = path[depth] ^ offset(units[path[depth]]);
      while (nextLabel[depth] < 256) {
        int child = child(base, nextLabel[depth]++);
        if (child > 0) {
          return child;
        }
      }
      return -1;
    }

    private void leave(int state, int depth) {
      states[state] = DONE;
      if (depth > 0) {
        raise(path[depth - 1], heights[state] & 0xFF, depth - 1);
      }
    }

    private void raise(int parent, int childHeight, int depth) {
      if (depth + 1 + childHeight > LONGEST_RULE || childHeight + 1 > 255) {
        throw tooLong();
      }
      heights[parent] = (byte) Math.max(heights[parent] & 0xFF, childHeight + 1);
    }

    private TokenizerException tooLong() {
      return new TokenizerException(
          "its normaliser has a rule for more than " + LONGEST_RULE + " bytes");
    }

    private void checkLeaf(int leaf) {
      if (leaf >= units.length || value(leaf) >= replacements.length) {
        throw new TokenizerException("its normaliser is broken: a replacement is out of range");
      }
      int from = value(leaf);
      int last = Math.min(replacements.length, from + LONGEST_REPLACEMENT);
      for (int i = from; i < last; i++) {
        if (replacements[i] == 0) {
          return;
        }
      }
      throw new TokenizerException("its normaliser has a replacement that is too long");
    }
  }
}

package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.engine.grammar.FormTree.Kind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// All ways to read what has been written of a reply that has forms, side by side. Mutable and not
/// safe to share, so that trying a byte allocates nothing.
///
/// A reading is four numbers: its part, then for a text the range of stretches and the depth in
/// them, for free words the characters so far. What depends on the bytes alone is kept once: how
/// far the character is, and whether the space at the head of a line must come.
final class FormReadings {
  private static final int WIDTH = 4;

  /// A text that can be read in more ways than this is narrowed to these.
  private static final int MOST = 128;

  private final FormTree tree;
  private int[] data = new int[8 * WIDTH];
  private int size;
  private int character = Utf8.WHOLE;
  private boolean atLineHead = true;
  private boolean afterAngle;
  private boolean isWhole;

  private FormReadings(FormTree tree) {
    this.tree = tree;
  }

  /// Nothing written, not even the space at the head of the first line.
  static FormReadings start(FormTree tree) {
    var start = new FormReadings(tree);
    start.enter(0);
    return start;
  }

  FormReadings copy() {
    var copy = new FormReadings(tree);
    copy.become(this);
    return copy;
  }

  private void become(FormReadings other) {
    if (data.length < other.size * WIDTH) {
      data = new int[other.data.length];
    }
    System.arraycopy(other.data, 0, data, 0, other.size * WIDTH);
    size = other.size;
    character = other.character;
    atLineHead = other.atLineHead;
    afterAngle = other.afterAngle;
    isWhole = other.isWhole;
  }

  /// Whether a form is complete.
  boolean mayEnd() {
    return isWhole && !atLineHead;
  }

  boolean isDead() {
    return size == 0 && !isWhole;
  }

  /// Whether free words of so many characters may come next, whichever they are.
  boolean takesWords(int length) {
    if (atLineHead || character != Utf8.WHOLE) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      boolean isFree =
          tree.kind(data[i * WIDTH]) instanceof Kind.Free(var atMost)
              && atMost - data[i * WIDTH + 1] >= length;
      if (isFree) {
        return true;
      }
    }
    return false;
  }

  /// Becomes what the other is after one more byte; both must be of the same tree.
  void after(FormReadings before, int value) {
    if (before.atLineHead) {
      become(before);
      atLineHead = false;
      if (value != ' ') {
        die();
      }
      return;
    }
    size = 0;
    isWhole = false;
    atLineHead = value == '\n';
    afterAngle = value == '<';
    character = Utf8.step(before.character, value);
    for (int i = 0; i < before.size && character != Utf8.DEAD; i++) {
      int at = i * WIDTH;
      int node = before.data[at];
      switch (tree.kind(node)) {
        case Kind.Text(var texts) -> text(before, at, texts, value);
        case Kind.Free(var atMost) -> words(before, at, atMost, value);
      }
    }
  }

  private void die() {
    size = 0;
    isWhole = false;
  }

  private void text(FormReadings before, int at, Stretches texts, int value) {
    int depth = before.data[at + 3];
    int low = texts.first(before.data[at + 1], before.data[at + 2], depth, value);
    int high = texts.first(low, before.data[at + 2], depth, value + 1);
    if (low < high) {
      add(before.data[at], low, high, depth + 1);
      if (texts.mayEnd(low, high, depth + 1)) {
        enter(before.data[at]);
      }
    }
  }

  /// Free words are not to look like control tokens, nor hold characters that nobody sees.
  private void words(FormReadings before, int at, int atMost, int value) {
    boolean begins = before.character == Utf8.WHOLE;
    int characters = before.data[at + 1] + (begins ? 1 : 0);
    boolean isHidden = (value < ' ' && value != '\n') || value == 0x7F;
    if (characters > atMost || isHidden || (before.afterAngle && value == '|')) {
      return;
    }
    addWords(before.data[at], characters);
    if (character == Utf8.WHOLE) {
      enter(before.data[at]);
    }
  }

  /// Of readings that differ only in how many characters they have had, the one with fewest can do
  /// all that the others can.
  private void addWords(int node, int characters) {
    for (int i = 0; i < size; i++) {
      int at = i * WIDTH;
      if (data[at] == node && data[at + 1] > 0) {
        data[at + 1] = Math.min(data[at + 1], characters);
        return;
      }
    }
    add(node, characters, 0, 0);
  }

  /// A part is over: the next ones may begin.
  private void enter(int node) {
    isWhole |= tree.isLast(node);
    for (int next : tree.next(node)) {
      if (hasBegun(next)) {
        continue;
      }
      switch (tree.kind(next)) {
        case Kind.Text(var texts) -> add(next, 0, texts.size(), 0);
        case Kind.Free _ -> add(next, 0, 0, 0);
      }
    }
  }

  private boolean hasBegun(int node) {
    for (int i = 0; i < size; i++) {
      int at = i * WIDTH;
      if (data[at] == node && data[at + 1] == 0 && data[at + 3] == 0) {
        return true;
      }
    }
    return false;
  }

  private void add(int node, int first, int second, int third) {
    if (size == MOST) {
      return;
    }
    if ((size + 1) * WIDTH > data.length) {
      data = Arrays.copyOf(data, data.length * 2);
    }
    int at = size++ * WIDTH;
    data[at] = node;
    data[at + 1] = first;
    data[at + 2] = second;
    data[at + 3] = third;
  }

  /// The shortest text to where a form is complete, as it is written.
  byte[] shortestEnd() {
    var out = new ByteArrayOutputStream();
    if (atLineHead) {
      out.write(' ');
    }
    for (byte value : isWhole ? new byte[0] : shortestRest()) {
      out.write(value);
      if (value == '\n') {
        out.write(' ');
      }
    }
    return out.toByteArray();
  }

  private byte[] shortestRest() {
    byte[] best = {};
    for (int i = 0; i < size; i++) {
      int at = i * WIDTH;
      byte[] way =
          switch (tree.kind(data[at])) {
            case Kind.Text(var texts) ->
                tree.shortestFrom(data[at], texts, data[at + 1], data[at + 2], data[at + 3]);
            case Kind.Free _ ->
                data[at + 1] == 0
                    ? tree.shortestWords(data[at])
                    : joined(restOfCharacter(), tree.shortestRest(data[at]));
          };
      best = i == 0 || way.length < best.length ? way : best;
    }
    return best;
  }

  private byte[] restOfCharacter() {
    var rest = new ByteArrayOutputStream();
    for (int at = character; at != Utf8.WHOLE; at = Utf8.step(at, Utf8.next(at))) {
      rest.write(Utf8.next(at));
    }
    return rest.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}

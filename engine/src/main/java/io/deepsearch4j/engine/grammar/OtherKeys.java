package io.deepsearch4j.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// The inside of a key that is none of the named ones. It knows no escapes, lest one of them be
/// spelled with one.
final class OtherKeys implements Regular {
  private static final Table CHARACTER = JsonText.PLAIN_CHARACTER;
  private static final int FAR = Integer.MAX_VALUE / 2;

  /// Positions below its size are in it; those above are outside, at a position of [#CHARACTER].
  private final Words named;

  private final byte[] inCharacter; // where in a character each position of the tree is
  private final int[] distance;

  OtherKeys(Collection<String> names) {
    named = new Words(names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList());
    inCharacter = new byte[named.size()];
    for (int at = 0; at < named.size(); at++) {
      for (int value = 0; value < 256; value++) {
        int next = named.step(at, value);
        if (next != DEAD) {
          // A name that must be escaped cannot be written here at all; its branch is cut.
          inCharacter[next] =
              (byte) (inCharacter[at] < 0 ? DEAD : whole(CHARACTER.step(inCharacter[at], value)));
        }
      }
    }
    distance = new int[named.size()];
    for (int at = named.size() - 1; at >= 0; at--) {
      distance[at] = inCharacter[at] < 0 ? FAR : measure(at);
    }
  }

  private int measure(int at) {
    int nearest = accepts(at) ? 0 : FAR;
    for (int value = 0; value < 256 && nearest > 0; value++) {
      int next = step(at, value);
      nearest = next == DEAD ? nearest : Math.min(nearest, distance(next) + 1);
    }
    return nearest;
  }

  private static int whole(int position) {
    return position == JsonText.CHARACTER_END ? 0 : position;
  }

  @Override
  public int step(int at, int value) {
    boolean inside = at < named.size();
    if (inside) {
      int next = named.step(at, value);
      if (next != DEAD) {
        return inCharacter[next] < 0 ? DEAD : next;
      }
    }
    int next = whole(CHARACTER.step(inside ? inCharacter[at] : at - named.size(), value));
    return next == DEAD ? DEAD : named.size() + next;
  }

  @Override
  public boolean accepts(int at) {
    return at < named.size() ? inCharacter[at] == 0 && !named.accepts(at) : at == named.size();
  }

  @Override
  public boolean goesOn(int at) {
    return true;
  }

  @Override
  public int distance(int at) {
    if (at < named.size()) {
      return distance[at];
    }
    return at == named.size() ? 0 : CHARACTER.distance(at - named.size());
  }
}

package io.deepsearch4j.engine.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// The tokens of a vocabulary as a tree of their bytes, in few flat arrays.
///
/// Nodes stand in the order of a walk, each one before its descendants: walking all of them is one
/// sweep, and leaving out a branch is one jump. Node 0 is the empty text.
final class TokenTrie {
  /// Longer tokens are left out; a vocabulary has them by mistake.
  static final int LONGEST = 256;

  private static final int ROOM = 1024;

  private byte[] label = new byte[ROOM];
  private short[] depth = new short[ROOM];
  private int[] end = new int[ROOM]; // the first node behind its descendants
  private int[] tokens = new int[ROOM]; // where its tokens begin in `ids`
  private final int[] ids; // tokens in the order of their bytes
  private int size;

  /// A token and its bytes.
  record Entry(int token, byte[] bytes) {}

  TokenTrie(List<Entry> entries) {
    List<Entry> sorted =
        entries.stream()
            .filter(entry -> entry.bytes().length > 0 && entry.bytes().length <= LONGEST)
            .sorted(Comparator.comparing(Entry::bytes, Arrays::compareUnsigned))
            .toList();
    ids = sorted.stream().mapToInt(Entry::token).toArray();
    var path = new int[LONGEST + 1];
    byte[] before = {};
    add((byte) 0, 0, 0);
    for (int i = 0; i < sorted.size(); i++) {
      byte[] bytes = sorted.get(i).bytes();
      int shared = Arrays.mismatch(before, bytes);
      if (shared < 0) {
        continue;
      }
      close(path, before.length, shared);
      for (int d = shared; d < bytes.length; d++) {
        path[d + 1] = size;
        // Only the last one has tokens; those before it have theirs begin where they also end.
        add(bytes[d], d + 1, i);
      }
      before = bytes;
    }
    close(path, before.length, 0);
    end[0] = size;
    add((byte) 0, 0, ids.length);
    size--;
  }

  private void close(int[] path, int from, int to) {
    for (int d = from; d > to; d--) {
      end[path[d]] = size;
    }
  }

  private void add(byte value, int nodeDepth, int firstToken) {
    if (size == label.length) {
      label = Arrays.copyOf(label, size * 2);
      depth = Arrays.copyOf(depth, size * 2);
      end = Arrays.copyOf(end, size * 2);
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    label[size] = value;
    depth[size] = (short) nodeDepth;
    tokens[size] = firstToken;
    size++;
  }

  int size() {
    return size;
  }

  int label(int node) {
    return label[node] & 0xFF;
  }

  int depth(int node) {
    return depth[node];
  }

  /// The first node that is no descendant.
  int end(int node) {
    return end[node];
  }

  boolean hasChildren(int node) {
    return end[node] > node + 1;
  }

  /// Where the tokens that end at this node begin among [#token]; they go on to those of the next.
  int firstToken(int node) {
    return tokens[node];
  }

  int lastToken(int node) {
    return tokens[node + 1];
  }

  int token(int index) {
    return ids[index];
  }

  /// All tokens that begin with the bytes of a node.
  BitSet tokens(int node) {
    var all = new BitSet();
    for (int i = tokens[node]; i < tokens[end[node]]; i++) {
      all.set(ids[i]);
    }
    return all;
  }

  /// The child along a byte, or -1.
  int child(int node, int value) {
    int child = node + 1;
    while (child < end[node]) {
      if (label(child) == value) {
        return child;
      }
      child = end[child];
    }
    return -1;
  }
}

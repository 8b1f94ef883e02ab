package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import io.deepsearch4j.chat.ReplyForms.Part;
import io.deepsearch4j.chat.ReplyForms.Quoted;
import io.deepsearch4j.chat.ReplyForms.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Forms as a tree of their parts: forms that begin with the same parts share them. Node 0 stands
/// before all parts. Immutable once built.
final class FormTree {
  /// A shortest text for words that must come.
  private static final byte[] SOME_WORD = {'.'};

  private final List<Node> nodes = new ArrayList<>();
  private final byte[][] rests; // [nodes] the shortest bytes behind the part; empty for no way

  /// A part in its place.
  private static final class Node {
    final Kind kind;
    final Map<Part, Integer> children = new HashMap<>();
    int[] next = {};
    boolean isLast;

    Node(Kind kind) {
      this.kind = kind;
    }
  }

  /// What a part allows.
  sealed interface Kind {
    /// One of these.
    record Text(Stretches stretches) implements Kind {}

    /// Any text of at most so many characters.
    record Free(int atMost) implements Kind {}
  }

  /// @param source what is copied from
  /// @param thought what is quoted from
  FormTree(List<Form> forms, CopySource source, CopySource thought) {
    nodes.add(new Node(new Kind.Free(0)));
    for (Form form : forms) {
      add(form, source, thought);
    }
    rests = new byte[nodes.size()][];
    for (int node = nodes.size() - 1; node >= 0; node--) {
      rests[node] = shortestBehind(node);
    }
  }

  private void add(Form form, CopySource source, CopySource thought) {
    List<Kind> kinds = form.parts().stream().map(part -> kind(part, source, thought)).toList();
    // A copy of which there is none makes the form impossible, so none of it may begin.
    if (kinds.stream().anyMatch(k -> k instanceof Kind.Text(var texts) && texts.size() == 0)) {
      return;
    }
    int at = 0;
    for (int i = 0; i < kinds.size(); i++) {
      Node parent = nodes.get(at);
      Integer child = parent.children.get(form.parts().get(i));
      if (child == null) {
        child = nodes.size();
        nodes.add(new Node(kinds.get(i)));
        parent.children.put(form.parts().get(i), child);
        parent.next = Arrays.copyOf(parent.next, parent.next.length + 1);
        parent.next[parent.next.length - 1] = child;
      }
      at = child;
    }
    nodes.get(at).isLast = true;
  }

  private static Kind kind(Part part, CopySource source, CopySource thought) {
    return switch (part) {
      case Fixed(var text) -> new Kind.Text(Stretches.of(sayable(List.of(text))));
      case OneOf(var texts) -> new Kind.Text(Stretches.of(sayable(texts)));
      case Copied(var atMost) -> new Kind.Text(source.copies(atMost));
      case Quoted(var atMost) -> new Kind.Text(thought.copies(atMost));
      case Words(var atMost) -> new Kind.Free(atMost);
    };
  }

  /// Choices may come from a page; one that looks like a control token would be read as one.
  private static List<String> sayable(List<String> texts) {
    return texts.stream().filter(text -> !text.contains("<|")).toList();
  }

  private byte[] shortestBehind(int node) {
    byte[] best = {};
    boolean found = nodes.get(node).isLast;
    for (int child : nodes.get(node).next) {
      byte[] way =
          switch (nodes.get(child).kind) {
            case Kind.Text(var texts) -> joined(texts.shortestRest(0, texts.size(), 0), child);
            case Kind.Free _ -> joined(SOME_WORD, child);
          };
      if (!found || (best.length > way.length)) {
        best = way;
        found = true;
      }
    }
    return best;
  }

  private byte[] joined(byte[] first, int behind) {
    byte[] all = Arrays.copyOf(first, first.length + rests[behind].length);
    System.arraycopy(rests[behind], 0, all, first.length, rests[behind].length);
    return all;
  }

  /// Whether no form is possible.
  boolean isEmpty() {
    return nodes.getFirst().next.length == 0;
  }

  Kind kind(int node) {
    return nodes.get(node).kind;
  }

  /// The parts that may follow.
  int[] next(int node) {
    return nodes.get(node).next;
  }

  /// Whether a form ends with this part.
  boolean isLast(int node) {
    return nodes.get(node).isLast;
  }

  /// The shortest text from behind a part to the end of a form.
  byte[] shortestRest(int node) {
    return rests[node].clone();
  }

  /// The shortest text of words in this place, up to the end of a form.
  byte[] shortestWords(int node) {
    return joined(SOME_WORD, node);
  }

  /// From inside a text to the end of a form.
  byte[] shortestFrom(int node, Stretches texts, int low, int high, int depth) {
    return joined(texts.shortestRest(low, high, depth), node);
  }
}

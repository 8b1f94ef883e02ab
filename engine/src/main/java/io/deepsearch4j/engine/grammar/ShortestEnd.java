package io.deepsearch4j.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The shortest way from where a text stands to where it may end. Not safe to share between
/// threads.
final class ShortestEnd {
  private final Grammar grammar;
  private final List<Integer> symbols = new ArrayList<>();
  private final Deque<Frame> todo = new ArrayDeque<>();

  private ShortestEnd(Grammar grammar) {
    this.grammar = grammar;
  }

  /// Its symbols.
  static List<Integer> of(List<Frame> frames, Grammar grammar) {
    var end = new ShortestEnd(grammar);
    Frame nearest = frames.getFirst();
    long fewest = Long.MAX_VALUE;
    for (Frame frame : frames) {
      long length = end.length(frame);
      if (length < fewest) {
        fewest = length;
        nearest = frame;
      }
    }
    for (Frame frame = nearest; !frame.isLast(); frame = frame.below()) {
      end.write(frame);
    }
    return end.symbols;
  }

  private long length(Frame top) {
    long length = 0;
    for (Frame frame = top; !frame.isLast(); frame = frame.below()) {
      length += rest(frame);
    }
    return length;
  }

  private long rest(Frame frame) {
    Node node = frame.node();
    return switch (node) {
      case Node.Piece(var _, var regular) -> regular.distance(frame.at());
      case Node.Characters(var _, var least, var _) -> {
        int unfinished = frame.at() == 0 ? 0 : 1;
        int missing = Math.max(0, least - frame.count() - unfinished);
        yield missing + unfinished * (long) JsonText.CHARACTER.distance(frame.at());
      }
      case Node.Sequence(var _, var parts) ->
          parts.subList(frame.at(), parts.size()).stream()
              .mapToLong(part -> grammar.measures().length(part))
              .sum();
      case Node.Repeat(var _, var body, var least, var _) ->
          Math.max(0, least - frame.count()) * grammar.measures().length(body);
      case Node.Special _, Node.Choice _, Node.Nest _, Node.Link _, Node.End _ ->
          grammar.measures().length(node);
    };
  }

  /// Writes a node to its end; what it is made of waits on a stack, so that no depth hurts.
  private void write(Frame frame) {
    todo.push(frame);
    while (!todo.isEmpty()) {
      Frame next = todo.pop();
      switch (next.node()) {
        case Node.Piece(var _, var regular) -> finish(regular, next.at());
        case Node.Characters(var _, var least, var _) -> {
          finish(JsonText.CHARACTER, next.at() == 0 ? JsonText.CHARACTER_END : next.at());
          int written = next.count() + (next.at() == 0 ? 0 : 1);
          for (int i = written; i < least; i++) {
            finish(JsonText.CHARACTER, 0);
          }
        }
        case Node.Special(var _, var symbol) -> symbols.add(symbol);
        case Node.Sequence(var _, var parts) -> {
          for (int i = parts.size() - 1; i >= next.at(); i--) {
            todo.push(next.push(parts.get(i), 0));
          }
        }
        case Node.Choice choice ->
            todo.push(next.push(choice.alternatives().get(grammar.measures().best(choice)), 0));
        case Node.Repeat(var _, var body, var least, var _) -> {
          for (int i = next.count(); i < least; i++) {
            todo.push(next.push(body, 0));
          }
        }
        case Node.Nest(var _, var body) -> todo.push(next.push(body, 0));
        case Node.Link link -> todo.push(next.push(grammar.target(link), 0));
        case Node.End _ -> {}
      }
    }
  }

  private void finish(Regular regular, int from) {
    int at = from;
    while (regular.distance(at) > 0) {
      int value = regular.nearest(at);
      symbols.add(value);
      at = regular.step(at, value);
    }
  }
}

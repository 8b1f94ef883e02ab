package io.deepsearch4j.engine.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// How short each part of a grammar can be, and how deep that shortest text is.
///
/// Knuth's generalisation of Dijkstra's algorithm ("A generalization of Dijkstra's algorithm",
/// Information Processing Letters 6, 1977): parts are settled from the shortest on, and each one
/// settled may make its parents measurable. What is never settled has no finite text.
final class Measures {
  static final long ENDLESS = Long.MAX_VALUE;

  /// What cannot be said in so many symbols counts as endless.
  static final int LONGEST = 1 << 16;

  /// How deep JSON may nest.
  static final int DEEPEST = 32;

  private record Candidate(Node node, long length, int height, int best) {}

  private final long[] length; // [nodes]
  private final int[] height; // [nodes]
  private final int[] best; // [nodes], of a choice: the shortest alternative
  private final List<List<Node>> parents = new ArrayList<>();
  private final PriorityQueue<Candidate> open =
      new PriorityQueue<>(
          Comparator.comparingLong(Candidate::length)
              .thenComparingInt(Candidate::height)
              .thenComparingInt(candidate -> candidate.node().id()));

  Measures(List<Node> nodes, Map<Integer, Node> targets) {
    length = new long[nodes.size()];
    height = new int[nodes.size()];
    best = new int[nodes.size()];
    Arrays.fill(length, ENDLESS);
    nodes.forEach(_ -> parents.add(new ArrayList<>()));
    for (Node node : nodes) {
      children(node, targets).forEach(child -> parents.get(child.id()).add(node));
    }
    nodes.forEach(this::open);
    while (!open.isEmpty()) {
      settle(open.remove());
    }
  }

  private static List<Node> children(Node node, Map<Integer, Node> targets) {
    return switch (node) {
      case Node.Piece _, Node.Characters _, Node.Special _, Node.End _ -> List.of();
      case Node.Sequence(var _, var parts) -> parts;
      case Node.Choice(var _, var alternatives) -> alternatives;
      case Node.Repeat(var _, var body, var _, var _) -> List.of(body);
      case Node.Nest(var _, var body) -> List.of(body);
      case Node.Link(var id) -> List.of(targets.get(id));
    };
  }

  /// What can be measured without its children.
  private void open(Node node) {
    switch (node) {
      case Node.Piece(var _, var regular) -> offer(node, regular.distance(0), 0, 0);
      case Node.Characters(var _, var least, var _) -> offer(node, least, 0, 0);
      case Node.Special _ -> offer(node, 1, 0, 0);
      case Node.End _ -> offer(node, 0, 0, 0);
      case Node.Sequence(var _, var parts) when parts.isEmpty() -> offer(node, 0, 0, 0);
      case Node.Repeat(var _, var _, var least, var _) when least == 0 -> offer(node, 0, 0, 0);
      case Node.Sequence _, Node.Choice _, Node.Repeat _, Node.Nest _, Node.Link _ -> {}
    }
  }

  private void offer(Node node, long candidateLength, int candidateHeight, int choice) {
    if (candidateLength <= LONGEST) {
      open.add(new Candidate(node, candidateLength, candidateHeight, choice));
    }
  }

  private void settle(Candidate candidate) {
    int id = candidate.node().id();
    if (length[id] != ENDLESS) {
      return;
    }
    length[id] = candidate.length();
    height[id] = candidate.height();
    best[id] = candidate.best();
    for (Node parent : parents.get(id)) {
      if (length[parent.id()] == ENDLESS) {
        measure(parent, id);
      }
    }
  }

  private void measure(Node parent, int child) {
    switch (parent) {
      case Node.Sequence(var _, var parts) -> {
        if (parts.stream().allMatch(part -> length[part.id()] != ENDLESS)) {
          offer(
              parent,
              parts.stream().mapToLong(part -> length[part.id()]).sum(),
              parts.stream().mapToInt(part -> height[part.id()]).max().orElse(0),
              0);
        }
      }
      case Node.Choice(var _, var alternatives) -> {
        int chosen = 0;
        while (alternatives.get(chosen).id() != child) {
          chosen++;
        }
        offer(parent, length[child], height[child], chosen);
      }
      case Node.Repeat(var _, var _, var least, var _) ->
          offer(parent, length[child] * least, height[child], 0);
      case Node.Nest _ -> offer(parent, length[child], height[child] + 1, 0);
      case Node.Link _ -> offer(parent, length[child], height[child], 0);
      case Node.Piece _, Node.Characters _, Node.Special _, Node.End _ -> {}
    }
  }

  /// The fewest symbols of a text, or [#ENDLESS].
  long length(Node node) {
    return length[node.id()];
  }

  /// Whether a node that begins at this level can be written to its end.
  boolean fits(Node node, int level) {
    return length[node.id()] != ENDLESS && level + height[node.id()] <= DEEPEST;
  }

  int best(Node.Choice choice) {
    return best[choice.id()];
  }
}

package io.deepsearch4j.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Puts a grammar together, node by node. Not safe to share between threads.
final class GrammarBuilder {
  private static final int MOST_NODES = 100_000;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<List<Object>, Node> known = new HashMap<>();
  private final Map<Integer, Node> targets = new HashMap<>();
  private final List<Integer> specials = new ArrayList<>();

  Node piece(Regular regular) {
    return node(List.of(Node.Piece.class, regular), id -> new Node.Piece(id, regular));
  }

  Node literal(String text) {
    return oneOf(List.of(text));
  }

  Node oneOf(List<String> texts) {
    return node(
        List.of(Words.class, List.copyOf(texts)),
        id ->
            new Node.Piece(
                id,
                new Words(
                    texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList())));
  }

  Node characters(int least, int most) {
    return node(
        List.of(Node.Characters.class, least, most), id -> new Node.Characters(id, least, most));
  }

  Node special(int token) {
    int at = specials.indexOf(token);
    if (at < 0) {
      at = specials.size();
      specials.add(token);
    }
    int symbol = Grammar.BYTES + at;
    return node(List.of(Node.Special.class, symbol), id -> new Node.Special(id, symbol));
  }

  Node sequence(Node... parts) {
    List<Node> all = List.of(parts);
    return node(List.of(Node.Sequence.class, ids(all)), id -> new Node.Sequence(id, all));
  }

  Node choice(List<Node> alternatives) {
    List<Node> all = List.copyOf(alternatives);
    return node(List.of(Node.Choice.class, ids(all)), id -> new Node.Choice(id, all));
  }

  private static List<Integer> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  Node choice(Node... alternatives) {
    return choice(List.of(alternatives));
  }

  Node nothing() {
    return sequence();
  }

  Node never() {
    return choice();
  }

  Node repeat(Node body, int least, int most) {
    return node(
        List.of(Node.Repeat.class, body.id(), least, most),
        id -> new Node.Repeat(id, body, least, most));
  }

  Node nest(Node... parts) {
    Node body = sequence(parts);
    return node(List.of(Node.Nest.class, body.id()), id -> new Node.Nest(id, body));
  }

  /// One node for the same thing, lest two readings of a text differ in nothing.
  private Node node(List<Object> key, IntFunction<Node> make) {
    Node node = known.get(key);
    if (node == null) {
      node = add(make.apply(nodes.size()));
      known.put(key, node);
    }
    return node;
  }

  Node.Link link() {
    var link = new Node.Link(nodes.size());
    add(link);
    return link;
  }

  void bind(Node.Link link, Node target) {
    targets.put(link.id(), target);
  }

  private Node add(Node node) {
    if (nodes.size() >= MOST_NODES) {
      throw new GrammarException(
          "the schema needs a grammar of more than "
              + MOST_NODES
              + " parts; offer fewer or simpler properties");
    }
    nodes.add(node);
    return node;
  }

  Grammar build(Node root, Collection<String> ignored) {
    Node end = add(new Node.End(nodes.size()));
    var measures = new Measures(nodes, targets);
    return new Grammar(root, end, targets, specials, measures, ignored);
  }
}

package io.deepsearch4j.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a grammar together, node by node. Not safe to share between threads.
final class GrammarBuilder {
  private static final int MOST_NODES = 100_000;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Integer, Node> targets = new HashMap<>();
  private final List<Integer> specials = new ArrayList<>();
  private final Map<String, Node> literals = new HashMap<>();

  Node piece(Regular regular) {
    return add(new Node.Piece(nodes.size(), regular));
  }

  Node literal(String text) {
    Node known = literals.get(text);
    if (known == null) {
      known = piece(Words.of(text.getBytes(StandardCharsets.UTF_8)));
      literals.put(text, known);
    }
    return known;
  }

  Node oneOf(Collection<String> texts) {
    return piece(
        new Words(texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList()));
  }

  Node characters(int least, int most) {
    return add(new Node.Characters(nodes.size(), least, most));
  }

  Node special(int token) {
    int at = specials.indexOf(token);
    if (at < 0) {
      at = specials.size();
      specials.add(token);
    }
    return add(new Node.Special(nodes.size(), Grammar.BYTES + at));
  }

  Node sequence(Node... parts) {
    return add(new Node.Sequence(nodes.size(), List.of(parts)));
  }

  Node choice(List<Node> alternatives) {
    return add(new Node.Choice(nodes.size(), List.copyOf(alternatives)));
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
    return add(new Node.Repeat(nodes.size(), body, least, most));
  }

  Node nest(Node... parts) {
    return add(new Node.Nest(nodes.size() + 1, sequence(parts)));
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

package io.deepsearch4j.engine.grammar;

import java.util.List;

/// A part of a grammar. Made by [GrammarBuilder], which numbers them; equal numbers, equal nodes.
sealed interface Node {
  int UNBOUNDED = Integer.MAX_VALUE;

  int id();

  /// Bytes that a finite automaton recognises.
  record Piece(int id, Regular regular) implements Node {}

  /// The characters of a JSON string, counted.
  record Characters(int id, int least, int most) implements Node {}

  /// A special token, as a symbol behind the 256 bytes.
  record Special(int id, int symbol) implements Node {}

  /// One after the other.
  record Sequence(int id, List<Node> parts) implements Node {}

  /// Any one of them; without alternatives, nothing at all fits.
  record Choice(int id, List<Node> alternatives) implements Node {}

  /// So many times in a row.
  record Repeat(int id, Node body, int least, int most) implements Node {}

  /// A container of JSON: one level deeper.
  record Nest(int id, Node body) implements Node {}

  /// Stands for a node that was not there yet.
  record Link(int id) implements Node {}

  /// Nothing more.
  record End(int id) implements Node {}
}

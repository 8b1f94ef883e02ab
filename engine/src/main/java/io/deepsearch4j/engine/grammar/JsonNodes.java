package io.deepsearch4j.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/// Builds the grammar of JSON values out of the grammars of their parts.
final class JsonNodes {
  private final GrammarBuilder grammar;
  private final Node space;
  private final Node comma;

  JsonNodes(GrammarBuilder grammar) {
    this.grammar = grammar;
    this.space = grammar.piece(JsonText.SPACE);
    this.comma = grammar.sequence(grammar.literal(","), space);
  }

  Node space() {
    return space;
  }

  Node comma() {
    return comma;
  }

  Node integer() {
    return grammar.piece(JsonText.INTEGER);
  }

  Node number() {
    return grammar.piece(JsonText.NUMBER);
  }

  Node string(int least, int most) {
    if (most < least) {
      return grammar.never();
    }
    Node quote = grammar.literal("\"");
    return grammar.sequence(quote, grammar.characters(least, most), quote);
  }

  /// A member of an object.
  record Member(String name, Node value, boolean required) {}

  Node key(String name) {
    return grammar.sequence(grammar.literal(SchemaText.quoted(name) + ":"), space);
  }

  /// An object with these members and no others, in this order.
  Node closedObject(List<Member> members) {
    return object(members, grammar.never(), grammar.nothing());
  }

  /// An object with these members in this order, and behind them others.
  Node openObject(List<Member> members, Node other) {
    Node extra = extra(members, other);
    Node more = grammar.repeat(grammar.sequence(comma, extra), 0, Node.UNBOUNDED);
    return object(members, grammar.sequence(extra, more), more);
  }

  /// Grows from the last member to the first.
  private Node object(List<Member> members, Node othersAsFirst, Node othersAsNext) {
    Node close = grammar.literal("}");
    Node first = othersAsFirst;
    Node rest = othersAsNext;
    boolean mayBeEmpty = true;
    for (Member member : members.reversed()) {
      Node written = grammar.sequence(key(member.name()), member.value());
      Node asFirst = grammar.sequence(written, rest);
      Node asNext = grammar.sequence(comma, written, rest);
      first = member.required() ? asFirst : grammar.choice(asFirst, first);
      rest = member.required() ? asNext : grammar.choice(asNext, rest);
      mayBeEmpty &= !member.required();
    }
    Node full = grammar.sequence(first, space, close);
    return grammar.nest(
        grammar.literal("{"), space, mayBeEmpty ? grammar.choice(close, full) : full);
  }

  private Node extra(List<Member> members, Node value) {
    Node name = string(0, Node.UNBOUNDED);
    if (!members.isEmpty()) {
      Node quote = grammar.literal("\"");
      Node other = grammar.piece(new OtherKeys(members.stream().map(Member::name).toList()));
      name = grammar.sequence(quote, other, quote);
    }
    return grammar.sequence(name, grammar.literal(":"), space, value);
  }

  /// An array.
  ///
  /// @param head its first items, each of its own kind
  /// @param item those after them
  Node array(List<Node> head, Node item, int least, int most) {
    Node close = grammar.literal("]");
    if (most < least) {
      return grammar.never();
    }
    var items = new ArrayList<Node>(head.subList(0, Math.min(most, head.size())));
    if (items.isEmpty() && most > 0) {
      items.add(item);
    }
    int more = most == Node.UNBOUNDED ? most : most - items.size();
    Node rest =
        grammar.repeat(grammar.sequence(comma, item), Math.max(0, least - items.size()), more);
    for (int i = items.size() - 1; i > 0; i--) {
      Node next = grammar.sequence(comma, items.get(i), rest);
      rest = i < least ? next : grammar.choice(next, grammar.nothing());
    }
    Node full =
        items.isEmpty() ? grammar.never() : grammar.sequence(items.getFirst(), rest, space, close);
    return grammar.nest(
        grammar.literal("["), space, least > 0 ? full : grammar.choice(close, full));
  }
}

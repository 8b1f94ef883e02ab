package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.engine.grammar.ReplyRules.Calls;
import io.deepsearch4j.engine.grammar.ReplyRules.Tool;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// Grammars of whole replies: a thought, text or JSON, and calls of the offered tools.
///
/// Once a call begins, only a well-formed one with valid arguments can follow. A mark is the
/// special token of that name where the tokenizer has one, and its spelling as plain text always,
/// because readers cannot tell them apart: whichever begins a call begins it for the grammar, too.
/// The marks of other families cannot be spelled at all. Inside a thought no call can begin, and a
/// reply cannot end.
public final class ToolGrammar {
  private static final int MOST_CALLS = 16;
  private static final int MOST_TOOLS = 256;

  private final ReplyRules rules;
  private final Tokenizer tokenizer;
  private final GrammarBuilder grammar = new GrammarBuilder();
  private final SchemaCompiler schemas = new SchemaCompiler(grammar);
  private final List<String> textMarks = new ArrayList<>(ReplyFormat.CALL_STARTS);

  private ToolGrammar(ReplyRules rules, Tokenizer tokenizer) {
    this.rules = rules;
    this.tokenizer = tokenizer;
    textMarks.addAll(ReplyFormat.THOUGHT_MARKS);
  }

  /// @throws GrammarException when a schema is broken, too large, or allows no value
  public static Grammar of(ReplyRules rules, Tokenizer tokenizer) {
    var reply = new ToolGrammar(rules, tokenizer);
    Node root = reply.reply();
    return reply.grammar.build(root, reply.schemas.ignored());
  }

  private Node reply() {
    Node answer = answer();
    return switch (rules.thought()) {
      case NONE -> answer;
      case OPTIONAL ->
          grammar.choice(
              grammar.sequence(mark(rules.format().thoughtStart()), restOfThought(), answer),
              answer);
      case BEGUN -> grammar.sequence(restOfThought(), answer);
    };
  }

  private Node restOfThought() {
    return textUntil(rules.format().thoughtEnd(), ReplyFormat.THOUGHT_MARKS);
  }

  private Node answer() {
    if (rules.tools().isEmpty() || rules.calls() == Calls.FORBIDDEN) {
      return content();
    }
    String start = rules.format().callStart();
    Node before = rules.schema().isEmpty() ? textUntil(start, textMarks) : onNewLine(mark(start));
    Node calls = grammar.sequence(before, calls());
    return rules.calls() == Calls.REQUIRED ? calls : grammar.choice(content(), calls);
  }

  private Node content() {
    if (rules.schema().isEmpty()) {
      return grammar.piece(FreeText.without(textMarks));
    }
    return onNewLine(schemas.value(SchemaText.parse(rules.schema())));
  }

  /// Some vocabularies have a space before the first word, and thoughts end with empty lines.
  private Node onNewLine(Node node) {
    return grammar.sequence(
        grammar.repeat(grammar.literal("\n"), 0, 2), grammar.oneOf(List.of("", " ")), node);
  }

  /// What follows the mark that begins the first call.
  private Node calls() {
    Node space = schemas.json().space();
    Node call = call();
    Node end = mark(rules.format().callEnd());
    return switch (rules.format()) {
      case PANGU -> {
        Node more =
            grammar.repeat(grammar.sequence(schemas.json().comma(), call), 0, MOST_CALLS - 1);
        yield grammar.sequence(
            space,
            grammar.literal("["),
            space,
            call,
            more,
            space,
            grammar.literal("]"),
            space,
            end);
      }
      case HERMES -> {
        Node one = grammar.sequence(space, call, space, end);
        Node next = grammar.sequence(space, mark(rules.format().callStart()), one);
        yield grammar.sequence(one, grammar.repeat(next, 0, MOST_CALLS - 1));
      }
    };
  }

  private Node call() {
    if (rules.tools().size() > MOST_TOOLS) {
      throw new GrammarException(
          "a reply can choose from at most "
              + MOST_TOOLS
              + " tools, not "
              + rules.tools().size()
              + "; offer fewer");
    }
    JsonNodes json = schemas.json();
    List<Node> tools = rules.tools().stream().map(this::nameAndArguments).toList();
    return grammar.sequence(
        grammar.literal("{"),
        json.space(),
        json.key("name"),
        grammar.choice(tools),
        json.space(),
        grammar.literal("}"));
  }

  private Node nameAndArguments(Tool tool) {
    JsonNodes json = schemas.json();
    return grammar.sequence(
        grammar.literal(SchemaText.quoted(tool.name())),
        json.comma(),
        json.key("arguments"),
        arguments(tool));
  }

  private Node arguments(Tool tool) {
    try {
      return schemas.objectValue(SchemaText.parse(tool.arguments()));
    } catch (GrammarException e) {
      throw new GrammarException("tool " + tool.name() + ": " + e.getMessage(), e);
    }
  }

  private Node mark(String mark) {
    OptionalInt special = tokenizer.special(mark);
    return special.isPresent()
        ? grammar.choice(grammar.special(special.getAsInt()), grammar.literal(mark))
        : grammar.literal(mark);
  }

  /// Free text up to a mark and including it.
  private Node textUntil(String mark, Collection<String> forbidden) {
    Node spelled = grammar.piece(FreeText.until(mark, forbidden));
    OptionalInt special = tokenizer.special(mark);
    if (special.isEmpty()) {
      return spelled;
    }
    Node text = grammar.piece(FreeText.without(forbidden));
    return grammar.choice(grammar.sequence(text, grammar.special(special.getAsInt())), spelled);
  }
}

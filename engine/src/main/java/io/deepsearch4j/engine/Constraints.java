package io.deepsearch4j.engine;

import io.deepsearch4j.chat.CallTags;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Message.ToolResult;
import io.deepsearch4j.chat.Message.User;
import io.deepsearch4j.chat.Span;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.engine.grammar.Constraint;
import io.deepsearch4j.engine.grammar.FormsGrammar;
import io.deepsearch4j.engine.grammar.GrammarException;
import io.deepsearch4j.engine.grammar.ReplyFormat;
import io.deepsearch4j.engine.grammar.ReplyRules;
import io.deepsearch4j.engine.grammar.ReplyRules.Calls;
import io.deepsearch4j.engine.grammar.ReplyRules.Thought;
import io.deepsearch4j.engine.grammar.TokenGrammar;
import io.deepsearch4j.engine.grammar.TokenMasks;
import io.deepsearch4j.engine.grammar.ToolGrammar;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What replies to requests may say: calls of the offered tools and no others, and text that obeys
/// the schema; in the dialect `nano`, which has neither, the request's forms. Keeps the grammars
/// that were used last, because the same tools are offered again and again. Safe to share between
/// threads.
final class Constraints {
  private static final int MOST_KEPT = 32;

  private final Tokenizer tokenizer;
  private final TokenMasks masks;
  private final TextDialect dialect;
  private final ReplyFormat format;
  private final int[] ends;

  /// The latest used last; guarded by this.
  private final Map<ReplyRules, TokenGrammar> kept = new LinkedHashMap<>();

  Constraints(Tokenizer tokenizer, TextDialect dialect, Collection<Integer> ends) {
    this.tokenizer = tokenizer;
    this.dialect = dialect;
    masks = TokenMasks.of(tokenizer);
    format = dialect.tags().contains(CallTags.PANGU) ? ReplyFormat.PANGU : ReplyFormat.HERMES;
    this.ends = ends.stream().mapToInt(i -> i).toArray();
  }

  Constraint reply(ChatRequest request) {
    return dialect == Dialects.NANO ? forms(request) : calls(request);
  }

  private Constraint forms(ChatRequest request) {
    if (!request.outputSchema().isEmpty()) {
      throw new GrammarException(
          "models of the dialect nano write no JSON; ask with forms instead of a schema");
    }
    var grammar = new FormsGrammar(request.forms(), lines(request), masks, say(), ends);
    return switch (request.thinking()) {
      case FAST -> grammar.beginFast();
      case SLOW -> grammar.beginSlow();
    };
  }

  private int say() {
    return tokenizer
        .special(dialect.thoughtEnd())
        .orElseThrow(
            () ->
                new GrammarException(
                    "the tokenizer lacks %s; choose another dialect than %s"
                        .formatted(dialect.thoughtEnd(), dialect.name())));
  }

  /// The lines of the user and the tools, as they are rendered, without the space at their heads.
  private List<String> lines(ChatRequest request) {
    List<Message> outside =
        request.messages().stream()
            .filter(message -> message instanceof User || message instanceof ToolResult)
            .toList();
    if (outside.isEmpty()) {
      return List.of();
    }
    return dialect.renderText(outside, List.of(), request.thinking()).spans().stream()
        .filter(span -> span.kind() == Span.Kind.PLAIN)
        .flatMap(span -> Arrays.stream(span.text().split("\n", -1)))
        .map(line -> line.substring(1))
        .toList();
  }

  private Constraint calls(ChatRequest request) {
    Calls calls = request.tools().isEmpty() ? Calls.FORBIDDEN : Calls.OPTIONAL;
    var rules =
        new ReplyRules(
            format,
            thought(request.thinking()),
            calls,
            request.tools().stream()
                .map(tool -> new ReplyRules.Tool(tool.name(), tool.parameters()))
                .toList(),
            request.outputSchema());
    return grammar(rules).begin();
  }

  /// openPangu thinks fast by an empty thought of its own; for the others it stands in the prompt.
  private Thought thought(Thinking thinking) {
    return thinking == Thinking.FAST && format == ReplyFormat.HERMES
        ? Thought.NONE
        : Thought.OPTIONAL;
  }

  private synchronized TokenGrammar grammar(ReplyRules rules) {
    TokenGrammar known = kept.remove(rules);
    TokenGrammar grammar =
        known == null ? masks.bind(ToolGrammar.of(rules, tokenizer), ends) : known;
    kept.put(rules, grammar);
    if (kept.size() > MOST_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return grammar;
  }
}

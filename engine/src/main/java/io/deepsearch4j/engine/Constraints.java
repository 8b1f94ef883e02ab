package io.deepsearch4j.engine;

import io.deepsearch4j.chat.CallTags;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.engine.grammar.Constraint;
import io.deepsearch4j.engine.grammar.ReplyFormat;
import io.deepsearch4j.engine.grammar.ReplyRules;
import io.deepsearch4j.engine.grammar.ReplyRules.Calls;
import io.deepsearch4j.engine.grammar.ReplyRules.Thought;
import io.deepsearch4j.engine.grammar.TokenGrammar;
import io.deepsearch4j.engine.grammar.TokenMasks;
import io.deepsearch4j.engine.grammar.ToolGrammar;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// What replies to requests may say: calls of the offered tools and no others, and text that obeys
/// the schema. Keeps the grammars that were used last, because the same tools are offered again and
/// again. Safe to share between threads.
final class Constraints {
  private static final int MOST_KEPT = 32;

  private final Tokenizer tokenizer;
  private final TokenMasks masks;
  private final ReplyFormat format;
  private final int[] ends;

  /// The latest used last; guarded by this.
  private final Map<ReplyRules, TokenGrammar> kept = new LinkedHashMap<>();

  Constraints(Tokenizer tokenizer, TextDialect dialect, Collection<Integer> ends) {
    this.tokenizer = tokenizer;
    masks = TokenMasks.of(tokenizer);
    format = dialect.tags().contains(CallTags.PANGU) ? ReplyFormat.PANGU : ReplyFormat.HERMES;
    this.ends = ends.stream().mapToInt(i -> i).toArray();
  }

  Constraint reply(ChatRequest request) {
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

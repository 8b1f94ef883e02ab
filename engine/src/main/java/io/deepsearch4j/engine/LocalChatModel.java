package io.deepsearch4j.engine;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatException.Kind;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Rendering;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Reply.Finish;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.Understood;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.chat.Written;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.grammar.GrammarException;
import io.deepsearch4j.engine.network.NetworkException;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.TokenizerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// An engine as a [ChatModel]. Safe to share between threads; replies are written side by side.
///
/// A reply can only be what the request allows: well-formed calls of the offered tools, text that
/// obeys its schema, or one of its forms. A conversation that goes on costs only what is new in it.
public final class LocalChatModel implements ChatModel {
  private final String model;
  private final Engine engine;
  private final Tokenizer tokenizer;
  private final TextDialect dialect;
  private final Constraints constraints;
  private final SamplingOptions defaults;
  private final LongSupplier seeds;
  private final List<String> stopStrings = new ArrayList<>();
  private final Set<Integer> stopTokens = new HashSet<>();

  /// @param model what to call it
  /// @param engine stays the caller's to close
  /// @param dialect of the model's family
  /// @param defaults filters and penalties that a request does not speak of
  /// @param seeds for requests without one
  public LocalChatModel(
      String model,
      Engine engine,
      TextDialect dialect,
      SamplingOptions defaults,
      LongSupplier seeds) {
    this.model = model;
    this.engine = engine;
    this.dialect = dialect;
    this.defaults = defaults;
    this.seeds = seeds;
    tokenizer = engine.tokenizer();
    stopTokens.addAll(engine.ends());
    tokenizer.special(dialect.turnEnd()).ifPresent(stopTokens::add);
    if (stopTokens.isEmpty()) {
      throw new EngineException(
          "the model names no end token and its tokenizer has no %s, so no reply would end; choose another dialect than %s"
              .formatted(dialect.turnEnd(), dialect.name()));
    }
    constraints = new Constraints(tokenizer, dialect, stopTokens);
    for (String stop : dialect.stops()) {
      OptionalInt special = tokenizer.special(stop);
      if (special.isPresent()) {
        stopTokens.add(special.getAsInt());
      } else {
        stopStrings.add(stop);
      }
    }
  }

  @Override
  public String name() {
    return "local:" + model;
  }

  @Override
  public boolean tellsLogProbabilities() {
    return true;
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    Asked asked = understood(request);
    var stream = new ReplyStream(asked.prompt(), tokenizer, dialect, stopTokens, watcher);
    Generation generation;
    try {
      generation = engine.generate(asked.generation(), stream);
    } catch (EngineException | NetworkException | CheckpointException | GrammarException e) {
      throw new ChatException(Kind.UNAVAILABLE, name() + " cannot answer: " + e.getMessage(), e);
    }
    return reply(request, generation, stream);
  }

  /// A request as the engine takes it, and the text that its prompt was made of.
  private record Asked(Rendering prompt, GenerationRequest generation) {}

  private Asked understood(ChatRequest request) {
    try {
      Rendering rendering =
          dialect.renderText(request.messages(), request.tools(), request.thinking());
      int[] prompt = Prompt.of(rendering, tokenizer);
      if (prompt.length >= engine.window()) {
        throw new ChatException(
            Kind.CONTEXT_OVERFLOW,
            "The messages take %d tokens, and the window of %s holds %d with the reply; shorten them."
                .formatted(prompt.length, name(), engine.window()));
      }
      return new Asked(
          rendering,
          new GenerationRequest(
              prompt,
              options(request.sampling()).withLogProbabilities(request.logProbabilities()),
              constraints.reply(request)));
    } catch (GrammarException | TokenizerException | IllegalArgumentException e) {
      throw new ChatException(
          Kind.REFUSED, name() + " cannot take the request: " + e.getMessage(), e);
    }
  }

  private SamplingOptions options(Sampling sampling) {
    return defaults
        .withTemperature(sampling.temperature())
        .withFilters(defaults.topK(), sampling.topP(), defaults.minP(), defaults.topNSigma())
        .withMaxTokens(sampling.maxTokens())
        .withSeed(sampling.seed() < 0 ? seeds.getAsLong() : sampling.seed())
        .withStops(stopStrings, stopTokens);
  }

  private Reply reply(ChatRequest request, Generation generation, ReplyStream stream) {
    Understood understood = dialect.parse(Written.raw(stream.written()), request);
    Message.Assistant message = understood.message();
    var remarks = new ArrayList<>(understood.remarks());
    Generation.Statistics spent = generation.statistics();
    int room = engine.window() - spent.prompt();
    if (room < request.sampling().maxTokens() && generation.finish() == Generation.Finish.LENGTH) {
      remarks.add("The window leaves room for only " + room + " tokens of reply.");
    }
    boolean ignored = request.thinking() == Thinking.FAST && !message.reasoning().isBlank();
    return new Reply(
        dialect.settle(message, request.thinking()),
        finish(generation, message),
        new Usage(spent.prompt(), spent.cached(), spent.completion(), stream.reasoning()),
        model,
        ignored,
        remarks,
        stream.likelihoods());
  }

  private Finish finish(Generation generation, Message.Assistant message) {
    return switch (generation.finish()) {
      case STOP, STOP_STRING -> message.calls().isEmpty() ? Finish.STOP : Finish.TOOL_CALLS;
      case LENGTH -> Finish.LENGTH;
      case CANCELLED ->
          throw new ChatException(Kind.CANCELLED, "The call to " + name() + " was cancelled.");
    };
  }

  @Override
  public String toString() {
    return name();
  }
}

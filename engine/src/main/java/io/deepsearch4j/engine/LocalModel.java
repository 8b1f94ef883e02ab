package io.deepsearch4j.engine;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.GenerationDefaults;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.TokenizerException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// The model of a folder, opened to talk: weights, tokenizer and engine, closed as one. Safe to
/// share between threads.
public final class LocalModel implements AutoCloseable {
  private final Engine engine;
  private final TextDialect dialect;
  private final GenerationDefaults defaults;

  private LocalModel(Engine engine, TextDialect dialect, GenerationDefaults defaults) {
    this.engine = engine;
    this.dialect = dialect;
    this.defaults = defaults;
  }

  /// Opens the model of a folder with its tokenizer.
  ///
  /// @param progress told how much of the weights is in memory
  /// @throws CheckpointException when the weights cannot be used
  /// @throws TokenizerException when the tokenizer is missing, or its family is not known
  /// @throws EngineException when model and tokenizer do not belong together
  public static LocalModel open(Path folder, EngineConfig config, Progress progress) {
    GenerationDefaults defaults = GenerationDefaults.read(folder);
    Engine engine = Engine.open(folder, config.network(), config.limits(), progress);
    try {
      return new LocalModel(
          engine, dialect(folder, config.dialect(), engine.tokenizer()), defaults);
    } catch (TokenizerException e) {
      engine.close();
      throw e;
    }
  }

  private static TextDialect dialect(Path folder, String wanted, Tokenizer tokenizer) {
    return switch (wanted) {
      case "pangu-v1" -> Dialects.PANGU_V1;
      case "hermes" -> Dialects.HERMES;
      case "nano" -> Dialects.NANO;
      default -> {
        if (tokenizer.special("[unused9]").isPresent()) {
          yield Dialects.PANGU_V1;
        }
        if (tokenizer.special("<|im_start|>").isPresent()) {
          yield Dialects.HERMES;
        }
        if (tokenizer.special("<|bot|>").isPresent()) {
          yield Dialects.NANO;
        }
        throw new TokenizerException(
            "the tokenizer in "
                + folder
                + " has the marks of no dialect that is known; set engine.dialect");
      }
    };
  }

  /// The model as one that answers messages.
  ///
  /// @param name what to call it
  /// @param options filters and penalties that requests do not speak of
  /// @param seeds for requests without one
  public ChatModel chat(String name, SamplingOptions options, LongSupplier seeds) {
    return new LocalChatModel(name, engine, dialect, options, seeds);
  }

  /// Whether it was trained to be asked in shorthand.
  public boolean speaksShorthand() {
    return dialect.equals(Dialects.NANO);
  }

  /// How the makers of the model want it to be sampled; greedily where they want no sampling.
  public SamplingOptions options() {
    var penalties = new Penalties(defaults.repetitionPenalty(), 0, 0, Penalties.NONE.window());
    return SamplingOptions.GREEDY
        .withTemperature(defaults.sample() ? defaults.temperature() : 0)
        .withFilters(defaults.topK(), defaults.topP(), defaults.minP(), defaults.topNSigma())
        .withPenalties(penalties);
  }

  /// How the drafts of all replies have done so far.
  public Drafted drafted() {
    return engine.drafted();
  }

  @Override
  public void close() {
    engine.close();
  }
}

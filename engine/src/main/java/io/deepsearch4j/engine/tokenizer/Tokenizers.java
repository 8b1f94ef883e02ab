package io.deepsearch4j.engine.tokenizer;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;

/// Opens the tokenizer of a model folder.
public final class Tokenizers {
  private static final int MEBIBYTES = 64;

  private Tokenizers() {}

  /// Reads `tokenizer.model` (SentencePiece) or else `tokenizer.json`, with the special tokens that
  /// `tokenizer_config.json` and `special_tokens_map.json` add.
  ///
  /// @throws TokenizerException when there is none, or it cannot be used
  public static Tokenizer open(Path folder) {
    Path model = folder.resolve("tokenizer.model");
    if (Files.isRegularFile(model)) {
      return read(model, PieceTokenizer::build);
    }
    Path json = folder.resolve("tokenizer.json");
    if (Files.isRegularFile(json)) {
      return read(json, JsonTokenizer::build);
    }
    throw new TokenizerException(
        folder
            + " has neither tokenizer.model nor tokenizer.json; copy one there from the model's"
            + " release");
  }

  private static Tokenizer read(Path file, BiFunction<byte[], TokenizerConfig, Tokenizer> build) {
    byte[] bytes;
    TokenizerConfig config;
    try {
      bytes = BoundedFile.read(file, MEBIBYTES);
      config = TokenizerConfig.read(file.resolveSibling("."));
    } catch (UncheckedIOException e) {
      throw new TokenizerException(e.getMessage() + "; check that it may be read", e);
    }
    try {
      return build.apply(bytes, config);
    } catch (TokenizerException | JacksonException e) {
      throw new TokenizerException(
          "%s cannot be used: %s; copy it again from the model's release"
              .formatted(file, JsonTree.reason(e)),
          e);
    }
  }
}

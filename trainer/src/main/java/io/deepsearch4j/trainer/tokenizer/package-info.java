/// Learns the vocabulary of a small model from its lessons.
///
/// Start at [io.deepsearch4j.trainer.tokenizer.TokenizerTraining]. It writes `tokenizer.json` (BPE
/// over characters, with bytes for those that are not in the vocabulary) and
/// `tokenizer_config.json` as the engine's `Tokenizers.open` and other readers of these files take
/// them. This package does not know networks.
@NullMarked
package io.deepsearch4j.trainer.tokenizer;

import org.jspecify.annotations.NullMarked;

/// Text to tokens and back, with the ids that the model was trained on.
///
/// It reads the two formats that models come with, and knows nothing of models, prompts or chats.
/// Start reading at [Tokenizers], which opens a folder:
///
/// - `tokenizer.model`: SentencePiece, byte pair encoding or unigram. `SentencePieceFile` is the
///   file, `PieceEncoder` the way of a text through it: `PieceNormaliser` (rules, spaces), then
///   `MergedPieces` or `LikelyPieces`, then bytes for what no piece covers.
/// - `tokenizer.json`: byte pair encoding over bytes or over characters. `JsonFile` is the file,
///   `WordEncoder` the way of a text: `TextNormalisers`, `TextSplitters`, `MergeTable`.
///
/// Both share `MergeQueue` (the merging itself), `Trie`, and `FileTokenizer`, which cuts added
/// tokens out first. `tokenizer_config.json` and `special_tokens_map.json` beside them name more of
/// those.
///
/// **What plain text can become.** [Tokenizer#encode] never yields an added or control token,
/// whatever a text spells; only [Tokenizer#encodeWithSpecials] does. The one exception is the
/// unknown token of a vocabulary without byte fallback, for characters that it lacks.
///
/// **Files are not trusted.** Sizes, counts and lengths are bounded, expressions run with a number
/// of steps, a normaliser that could be walked in a circle is refused; every refusal is a
/// [TokenizerException] with the file and the cure.
@NullMarked
package io.deepsearch4j.engine.tokenizer;

import org.jspecify.annotations.NullMarked;

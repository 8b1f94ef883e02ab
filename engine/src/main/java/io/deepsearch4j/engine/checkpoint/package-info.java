/// Model folders: configuration, names and shapes of tensors, weight files.
///
/// It knows nothing of tokens and of the forward pass. Start reading at
/// [io.deepsearch4j.engine.checkpoint.Checkpoint], which opens a folder, and
/// [io.deepsearch4j.engine.checkpoint.ModelConfig], which says what is in it. Everything read here
/// comes from strangers: lengths are checked before memory is asked for, JSON is bounded in depth
/// and length, and whatever is wrong is a [io.deepsearch4j.engine.checkpoint.CheckpointException]
/// that names file, place and cure.
///
/// ## Releases
///
/// `config.json`, and `model.safetensors` or several files with `model.safetensors.index.json`.
/// They are mapped into memory. The order of tensors is free, but their bytes must follow each
/// other without gaps. Names are those of the releases; where a release has a choice (one matrix or
/// three for query, key and value; biases; MTP layers left out) the configuration is settled by
/// what the files hold.
///
/// ## The project's own file, `model.ds4j`
///
/// One file in the layout of the kernels, so that nothing is repacked at load. All numbers are
/// little-endian.
///
/// | bytes | content |
/// | --- | --- |
/// | 24 | `deepsearch4j/model/1`, a line feed, zeros |
/// | 8 | length of the header |
/// | as said | the header, JSON in UTF-8 |
/// | to a multiple of 4096 | zeros; here the data begins |
/// | the rest | the data, to the end of the file |
///
/// The header is an object of three fields: `config.json`, the text of the release's configuration
/// as a string; `precision`, one of `F32`, `BF16`, `Q8`, `Q4`; and `tensors`, a list in the order
/// of the data. Each tensor has `name`, `precision`, `shape`, `offset` from the beginning of the
/// data, and `bytes`. The list follows from configuration and precision (it is there for readers
/// that know neither), and a file whose list says anything else is refused:
///
/// - order: embedding, layers, final norm, head unless tied, MTP layers; within a layer as
///   `ModelConfig.tensors()` lists them;
/// - gains, biases, sinks and routers are F32, row-major; all other matrices have the precision of
///   the file, except that the embedding of a Q4 file is Q8;
/// - every tensor begins at a multiple of 64;
/// - gate, up and down matrix of one routed expert are one record: it begins at a multiple of 4096
///   and is padded with zeros to a multiple of 4096, so that one direct read fetches an expert. All
///   records of a file have the same length and inner offsets;
/// - the bytes of a matrix are row blocks as [io.deepsearch4j.engine.tensor.Packing] defines them.
///
/// Tokenizer files and `generation_config.json` lie beside it, as in a release.
///
/// ## Larger than memory
///
/// [io.deepsearch4j.engine.checkpoint.ExpertSource] lends routed experts, from memory
/// ([io.deepsearch4j.engine.checkpoint.ResidentExperts]) or from the file by direct reads into a
/// bounded cache ([io.deepsearch4j.engine.checkpoint.ExpertStore]).
@NullMarked
package io.deepsearch4j.engine.checkpoint;

import org.jspecify.annotations.NullMarked;

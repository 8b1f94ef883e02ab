/// Makes the networks that the engine runs: pretraining, fine-tuning, expert balancing, on DJL with
/// its PyTorch engine.
///
/// Start reading at [Training], the loop; [TrainableModel] is what it trains, [Dial] derives every
/// number of both from one. One step is `TrainingStep`: each shard runs its passes on a thread and
/// a `Replica` of its own, gradients are summed in a fixed order, `Optimizers` move the leaves, and
/// an [ExpertBalancer] for each layer moves the routers' biases.
///
/// The engine never depends on DJL; the trainer's forward pass is the engine's independent oracle.
/// This module does not know the web and does not know the agent.
///
/// ## Files
///
/// **Examples** (`deepsearch4j/examples/1`), little-endian. At 0 the line of the format with its
/// line feed; at 24 the vocabulary (int), at 28 the number of examples (int), at 32 the number of
/// all tokens (long), at 40 where the index begins (long), at 48 the tokens of the longest example
/// (int), at 52 a CRC-32C of all bytes from 64 to the index (int). From 64 on the examples, each
/// its tokens of two bytes and then a role of one byte for each token: 0 not predicted, 1 context,
/// 2 target, 3 decision. The index has the length of each example in tokens (int).
///
/// **A run** is a folder. `metrics.jsonl` (`deepsearch4j/metrics/1`) begins with a line that names
/// the format; each further line is one [Metrics]. `checkpoint/state.json`
/// (`deepsearch4j/training-state/2`) says where the run stands and names the safetensors file
/// beside it that holds values, momenta and variances of all leaves; it is moved into place last,
/// so there is always one whole checkpoint.
///
/// **A model** is written as the releases are: `config.json` and `model.safetensors`.
///
/// Small files pass through [WholeFile], which leaves nothing behind where a disk is full.
@NullMarked
package io.deepsearch4j.trainer;

import org.jspecify.annotations.NullMarked;

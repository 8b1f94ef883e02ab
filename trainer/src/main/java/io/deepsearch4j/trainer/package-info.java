/// Makes the networks that the engine runs: pretraining, fine-tuning, expert balancing, on DJL with
/// its PyTorch engine.
///
/// The engine never depends on DJL; the trainer's forward pass is the engine's independent oracle.
/// This module does not know the web and does not know the agent.
@NullMarked
package io.deepsearch4j.trainer;

import org.jspecify.annotations.NullMarked;

/// Experiments on what is said for the architecture: each trains small models that differ in one
/// idea, several seeds of each, and lets a stated rule judge.
///
/// Start reading at [Claims]. An `Arm` is one way to train; a `Trial` is what one seed of it
/// measured; an `Experiment` compares arms by `Statement`s, and a `Verdict` says of each whether it
/// holds. `Experiments` lists them all, `Arms` all ways to train.
///
/// This package does not know where lessons come from.
///
/// ## Files
///
/// **Trials** (`deepsearch4j/trials/1`), JSON lines. The first names the format and the settings
/// that all trials share; each further line is one `Trial`. A trial that was cut off is run again
/// from its beginning, since what it watched is not kept.
@NullMarked
package io.deepsearch4j.trainer.claims;

import org.jspecify.annotations.NullMarked;

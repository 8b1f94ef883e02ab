/// Weights in memory and the arithmetic over them.
///
/// [io.deepsearch4j.engine.tensor.ScalarKernels] is the truth, in plain loops;
/// [io.deepsearch4j.engine.tensor.VectorKernels] is its speed.
@NullMarked
package io.deepsearch4j.engine.tensor;

import org.jspecify.annotations.NullMarked;

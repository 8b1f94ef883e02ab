/// Benchmarks of the engine's arithmetic, each beside the ceiling of the machine it ran on.
///
/// [io.deepsearch4j.engine.bench.KernelBench] runs them all and prints a table.
@NullMarked
package io.deepsearch4j.engine.bench;

import org.jspecify.annotations.NullMarked;

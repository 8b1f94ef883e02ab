/// Benchmarks that print figures and assert nothing: `make bench`.
@NullMarked
package io.deepsearch4j.cli.bench;

import org.jspecify.annotations.NullMarked;

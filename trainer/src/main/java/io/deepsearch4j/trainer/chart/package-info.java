/// Pictures of measurements as SVG: panels with axes, lines and dots.
///
/// Start reading at [Picture]. This package does not know what is measured.
@NullMarked
package io.deepsearch4j.trainer.chart;

import org.jspecify.annotations.NullMarked;

/// Commands, configuration, wiring. Nothing else knows this module.
@NullMarked
package io.deepsearch4j.cli;

import org.jspecify.annotations.NullMarked;

/// Model folders: configuration, names and shapes of tensors, weight files.
@NullMarked
package io.deepsearch4j.engine.checkpoint;

import org.jspecify.annotations.NullMarked;

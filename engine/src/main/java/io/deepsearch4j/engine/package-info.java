/// Runs openPangu networks: loads a model folder and generates text from it.
///
/// It knows no gradients and no web. Start reading at `Transformer`.
@NullMarked
package io.deepsearch4j.engine;

import org.jspecify.annotations.NullMarked;

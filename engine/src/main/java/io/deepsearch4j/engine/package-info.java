/// Runs openPangu networks: loads a model folder and generates text from it.
///
/// It knows no gradients and no web. Requests go in at `Engine`, `Scheduler` puts them into passes,
/// the forward pass is in `network`, and `LocalChatModel` makes a chat model of it all. How it
/// works and how fast it is: `docs/engine.md`.
@NullMarked
package io.deepsearch4j.engine;

import org.jspecify.annotations.NullMarked;

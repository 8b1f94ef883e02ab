/// The forward pass of the three model families, the cache behind it, and what holds both to their
/// references and measures them.
///
/// A token's numbers depend on its own sequence only: who is in the same pass, and into how many
/// passes a text is cut, changes no bit (one exception stands at `LatentAttention`). Start reading
/// at `Transformer`.
@NullMarked
package io.deepsearch4j.engine.network;

import org.jspecify.annotations.NullMarked;

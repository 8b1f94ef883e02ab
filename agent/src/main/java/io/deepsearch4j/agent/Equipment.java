package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Web;

/// What a run works with.
///
/// @param giveBack gives back what was opened for this run alone
public record Equipment(
    Web web, PageStore pages, Models models, Embedder embedder, Runnable giveBack)
    implements AutoCloseable {

  /// Equips runs.
  public interface Supplier {
    /// What the run of this specification works with.
    Equipment equip(RunSpec spec);
  }

  @Override
  public void close() {
    giveBack.run();
  }
}

package io.deepsearch4j.synthesis;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Web;
import java.io.IOException;

/// What runs on one practice web stand on: the web as an agent sees it, and where pages and runs
/// are kept.
///
/// @param giveBack closes what was opened for it
public record Ground(Web web, PageStore pages, RunStore store, Runnable giveBack)
    implements AutoCloseable {

  /// Makes the ground for a web.
  public interface Supplier {
    /// Opens it.
    Ground of(PracticeWeb practice) throws IOException;
  }

  @Override
  public void close() {
    giveBack.run();
  }
}

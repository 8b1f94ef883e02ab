package io.deepsearch4j.cli;

import io.deepsearch4j.web.IndexProgress;
import io.deepsearch4j.web.Indexed;
import java.nio.file.Path;

/// Somebody who watches folders being indexed.
interface IndexingWatcher {

  void progress(Path folder, IndexProgress progress);

  void done(Path folder, Indexed indexed);

  /// Nobody watches.
  IndexingWatcher NOBODY =
      new IndexingWatcher() {
        @Override
        public void progress(Path folder, IndexProgress progress) {}

        @Override
        public void done(Path folder, Indexed indexed) {}
      };
}

package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Delta;

/// Somebody who watches a run live. Called from the run's own threads, so it must be quick and safe
/// to share; what it throws would end the run.
public interface Watcher {

  /// A step was added and stored.
  ///
  /// @param position of the step in the run, from 0
  void step(int position, Step step);

  /// Something outside is being asked; it may take a while.
  ///
  /// @param what an address, a query, a model's name
  void waitingFor(CallKind kind, String what);

  /// A piece of a model's reply.
  void piece(Part part, Delta delta);

  /// Nobody watches.
  Watcher NOBODY =
      new Watcher() {
        @Override
        public void step(int position, Step step) {}

        @Override
        public void waitingFor(CallKind kind, String what) {}

        @Override
        public void piece(Part part, Delta delta) {}
      };
}

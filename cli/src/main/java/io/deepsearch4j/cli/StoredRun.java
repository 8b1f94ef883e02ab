package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.RunRecord;

/// A run that the user named.
final class StoredRun {
  private StoredRun() {}

  /// Throws if there is none of that name.
  static RunRecord of(RunStore store, String id) {
    return RunRecord.find(store, id).orElseThrow(() -> unknown(id));
  }

  static SettingException unknown(String id) {
    return new SettingException(
        "there is no run " + Plain.line(id, 40) + "; deepsearch runs list shows those there are");
  }
}

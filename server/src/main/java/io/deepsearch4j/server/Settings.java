package io.deepsearch4j.server;

import java.util.List;
import java.util.Objects;

/// The settings as whoever runs the server may see them: values and their origins but no secrets;
/// and a trial of what they name. Safe to share between threads.
public interface Settings {

  /// Every setting, by key.
  List<Setting> all();

  /// Asks the model of the settings for a few words.
  Trial tryModel() throws InterruptedException;

  /// Asks a search engine of the settings one query.
  Trial trySearch() throws InterruptedException;

  /// One setting.
  ///
  /// @param value empty for one that is secret
  /// @param secret whether it is, or may hold, something that is shown to nobody
  /// @param set whether it holds anything
  record Setting(String key, String value, Origin origin, boolean secret, boolean set) {
    public Setting {
      Objects.requireNonNull(key);
      Objects.requireNonNull(origin);
      if (secret && !value.isEmpty()) {
        throw new IllegalArgumentException(key + " is secret and must not be shown");
      }
    }
  }

  /// Where a value comes from.
  enum Origin {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    FLAG
  }

  /// What came of a trial.
  ///
  /// @param sentence what was found; where it does not work, what to do
  record Trial(boolean works, String sentence) {
    public Trial {
      Objects.requireNonNull(sentence);
    }
  }
}

package io.deepsearch4j.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.deepsearch4j.agent.RunState;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One task, done once under one setting: what came, and what it cost.
///
/// @param task its id
/// @param tags the task's
/// @param state how the run ended
/// @param stopReason why it ended, in one word
/// @param why the same as a sentence; empty after an ordinary end
/// @param run names the run in the report folder's own store
/// @param thinkingTokens those of the completion that were thought and not said
/// @param seconds from start to end, waiting for a turn excluded
/// @param reads how many documents of each kind were opened
public record TaskRecord(
    String setting,
    String task,
    Map<String, String> tags,
    String answer,
    boolean right,
    RunState state,
    String stopReason,
    String why,
    String run,
    int toolCalls,
    int modelCalls,
    long promptTokens,
    long completionTokens,
    long thinkingTokens,
    double seconds,
    int invalidActions,
    Map<String, Integer> reads) {

  public TaskRecord {
    Objects.requireNonNull(setting);
    Objects.requireNonNull(task);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    Objects.requireNonNull(answer);
    Objects.requireNonNull(state);
    Objects.requireNonNull(stopReason);
    Objects.requireNonNull(why);
    Objects.requireNonNull(run);
    reads = Collections.unmodifiableSortedMap(new TreeMap<>(reads));
  }

  /// Which task, under which setting.
  record Key(String setting, String task) {}

  Key key() {
    return new Key(setting, task);
  }

  /// An error may be gone the next time; everything else would only be repeated.
  @JsonIgnore
  boolean isFinal() {
    return state != RunState.FAILED && state != RunState.CANCELLED;
  }
}

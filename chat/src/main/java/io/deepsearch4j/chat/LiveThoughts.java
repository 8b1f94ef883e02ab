package io.deepsearch4j.chat;

import java.util.function.Consumer;
import java.util.regex.Matcher;

/// Hands a stream's text on as it comes, and thinking that leaked into it as thinking. Not safe to
/// share between threads.
///
/// Holds back at most the beginning of a mark. A thought that was never opened is seen only when it
/// ends, too late to call it one; the finished reply has it right.
final class LiveThoughts {
  private static final int LONGEST_MARK = "</thinking>".length();

  private final Consumer<Delta> watcher;
  private final StringBuilder held = new StringBuilder();
  private int depth;

  LiveThoughts(Consumer<Delta> watcher) {
    this.watcher = watcher;
  }

  void accept(String piece) {
    held.append(piece);
    Matcher mark = Thoughts.MARK.matcher(held);
    int from = 0;
    while (mark.find()) {
      emit(held.substring(from, mark.start()));
      depth = mark.group(1) != null ? depth + 1 : Math.max(0, depth - 1);
      from = mark.end();
    }
    int safe = Math.max(from, held.length() - unfinished());
    emit(held.substring(from, safe));
    held.delete(0, safe);
  }

  /// No more will come.
  void end() {
    emit(held.toString());
    held.setLength(0);
  }

  /// How many characters at the end may yet become a mark.
  private int unfinished() {
    for (int i = Math.max(0, held.length() - LONGEST_MARK); i < held.length(); i++) {
      String tail = held.substring(i);
      if (Thoughts.MARKS.stream().anyMatch(mark -> mark.startsWith(tail))) {
        return tail.length();
      }
    }
    return 0;
  }

  private void emit(String words) {
    if (!words.isEmpty()) {
      watcher.accept(depth > 0 ? new Delta.Reasoning(words) : new Delta.Text(words));
    }
  }
}

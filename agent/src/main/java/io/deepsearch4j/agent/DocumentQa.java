package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import java.util.List;
import java.util.Objects;

/// Reads one document for one question: answers from it alone, quotes what it rests on, and names
/// the links worth opening next. Two readers exist: one that asks a model, one that extracts.
interface DocumentQa {

  /// Reads.
  ///
  /// @param calls where a model's replies are bought, once
  Finding read(Assignment assignment, Purchases calls);

  /// What to read, and for what.
  ///
  /// @param question what the document is asked
  /// @param task the question of the whole run
  /// @param open conditions nobody has evidence for yet
  /// @param memory what earlier documents gave, one line each; short
  record Assignment(
      String question,
      Question task,
      List<Plan.Condition> open,
      List<String> memory,
      Page page,
      Document document) {
    public Assignment {
      Objects.requireNonNull(question);
      Objects.requireNonNull(task);
      open = List.copyOf(open);
      memory = List.copyOf(memory);
      Objects.requireNonNull(page);
      Objects.requireNonNull(document);
    }
  }
}

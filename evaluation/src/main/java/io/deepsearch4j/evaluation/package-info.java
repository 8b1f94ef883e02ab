/// Measures how good an agent is: tasks, scores, comparisons, reports.
///
/// **The path.** [Evaluation] gives each [Task] of a [TaskSet] to a [Solver], counts what the run
/// spends ([Tally]) and notes a [TaskRecord]. [Report] is computed from records alone: a [Score]
/// with its interval for every [Slice], and a [Comparison] of the first [Setting] with each other
/// one over the tasks that both have done.
///
/// **Files.** A report's folder holds `evaluation.json` (`"format": "deepsearch4j/evaluation/1"`:
/// the hash of the tasks, and for every setting measured so far its terms), `records.jsonl` (first
/// a line with `"format": "deepsearch4j/records/1"`, then one [TaskRecord] a line, appended when
/// its task is done; of two for the same setting and task the later one counts), and `report.json`
/// (`"format": "deepsearch4j/report/1"`) beside `report.md`. One process writes to a folder at a
/// time. A killed evaluation goes on with the tasks that have no record.
///
/// This module does not know how tasks are made.
@NullMarked
package io.deepsearch4j.evaluation;

import org.jspecify.annotations.NullMarked;

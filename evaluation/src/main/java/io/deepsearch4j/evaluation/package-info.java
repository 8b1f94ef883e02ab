/// Measures how good an agent is: tasks, judges, scores, reports.
///
/// This module does not know how tasks are made.
@NullMarked
package io.deepsearch4j.evaluation;

import org.jspecify.annotations.NullMarked;

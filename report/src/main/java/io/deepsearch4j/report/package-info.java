/// Turns a run into something to hand on: a report in Markdown, HTML, PDF, DOCX or JSON, all from
/// one document, and a bundle that can be checked on another machine.
///
/// This module does not know HTTP and does not know how runs are made.
@NullMarked
package io.deepsearch4j.report;

import org.jspecify.annotations.NullMarked;

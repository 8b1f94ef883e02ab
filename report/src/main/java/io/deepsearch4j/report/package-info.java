/// Turns a run into something to hand on: a report in Markdown, HTML, PDF, DOCX or JSON, all from
/// one document, and a bundle that can be checked on another machine.
///
/// This module does not know HTTP and does not know how runs are made.
///
/// Start reading at [ReportFormat]: it writes a [RunRecord], which is everything stored of a run,
/// as a file. `Composition` makes the [ReportDocument] that the Markdown, HTML, PDF and DOCX
/// writers write; it is the one place where text from outside enters a report, and `Clean` is what
/// it goes through. [Bundle] packs a run with its evidence and pages, [BundleCheck] checks such a
/// bundle, whoever made it. [Timeline] says steps in words, [Plain] makes text fit for a terminal.
///
/// Formats owned here: the JSON object of a run (`"format": "deepsearch4j/answer/1"`, see
/// `docs/answer-json.md`) and the bundle: a zip file or folder whose `manifest.json` (`"format":
/// "deepsearch4j/bundle/1"`) lists every file with size and SHA-256, with the run in `run.json`
/// (`"format": "deepsearch4j/bundled-run/1"`), `bill.json` and `steps.jsonl`, one step a line. What
/// else lies in it is told at [Bundle].
@NullMarked
package io.deepsearch4j.report;

import org.jspecify.annotations.NullMarked;

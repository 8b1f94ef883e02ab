/// Commands, configuration, wiring: the one door. Nothing else knows this module.
///
/// Start reading at [Main], then `AskCommand`: it loads a `Config`, writes down what was asked as
/// an `Errand`, equips the run through `Wiring`, watches it with `Progress` and prints a
/// `RunRecord`.
///
/// Standard output is for the answer and nothing else; everything else goes to standard error. Exit
/// codes: 0 done, 1 failed, 2 wrong usage or setting, 3 partial answer, 130 cancelled.
///
/// Formats owned here: `deepsearch.yaml` (`version: 1`, see `deepsearch.example.yaml`), the lines
/// of `runs export` (`"format": "deepsearch4j/run/1"`), the objects of `model info --json`
/// (`"format": "deepsearch4j/model-info/1"`) and `model bench --json` (`"format":
/// "deepsearch4j/model-bench/1"`, see `docs/engine.md`), `about.txt` in what `support-bundle`
/// writes (`deepsearch4j/support/1`, see `SupportBundle`), and the wiring of a stored run
/// (`"format": "deepsearch4j/errand/1"`: sources and settings, no secrets).
@NullMarked
package io.deepsearch4j.cli;

import org.jspecify.annotations.NullMarked;

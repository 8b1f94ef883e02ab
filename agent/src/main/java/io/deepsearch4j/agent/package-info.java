/// Question → plan → search → read → verify → cited answer.
///
/// **The path.** Start reading at [DeepSearch]: it plans, lets the [Loop] walk as researcher and as
/// verifier, and writes the [Answer]. The loop briefs ([Briefing], a pure function of the steps),
/// chooses ([Chooser]), acts ([Toolbox]) and notes ([Journal]); [Stops] says when it must end,
/// [Folding] what to do when the context is full, [Reach] which addresses may be opened.
///
/// **With a model or without.** [Planner], [Chooser] and [DocumentQa] have two implementations
/// each: [ModelPlanner], [ModelChooser], [ModelDocumentQa], and by rules [RulePlanner],
/// [BestFirstChooser] and [FactCheckChooser], [ExtractiveDocumentQa]. [Assembly] puts them
/// together. The rules begin at [Asked] (what a question wants) and [Research] (what the steps say
/// so far).
///
/// **Durable runs.** [Runs] is the front: start, watch, resume, cancel. [RunStore] keeps `runs`,
/// `steps` (each step's JSON with its SHA-256, numbered without gaps) and `calls` (every reply,
/// search and fetch under a key of episode, step and slot, with its cost); the tables stand in the
/// migrations beside this package's resources. [Ledger] buys each call once, [RunQueue] lets
/// processes share the work, [RunWork] works on one run. [Replay] does a run again from the record
/// and [EvidenceCheck] checks its quotes again from the stored bytes.
///
/// This module does not know HTTP, HTML or tensors.
@NullMarked
package io.deepsearch4j.agent;

import org.jspecify.annotations.NullMarked;

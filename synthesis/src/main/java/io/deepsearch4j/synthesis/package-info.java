/// Makes questions and, from solved ones, lessons.
///
/// **Lessons from the real agent.** Start reading at [Lessons]: for each practice web
/// [WorldLessons] runs questions through the agent's own loop with an [OracleModel] in the place of
/// the model, and keeps what it was asked and what it said. [Oracle] knows the truth, yet says only
/// what the request's text hints at: [Planning] writes the chain, [Searching] chooses what to read,
/// [PageReader] reads, [Judging] judges. [ChainWords] holds the words of all links.
///
/// **Files.** `NAME-SEED.jsonl` holds a [io.deepsearch4j.chat.Conversation] on each line: the part
/// as system message, the request, and the reply to learn, each of them once slow and once fast.
/// `NAME-SEED.json` beside it holds the [Tally] of that world.
///
/// This module does not know HTTP and does not know tensors.
@NullMarked
package io.deepsearch4j.synthesis;

import org.jspecify.annotations.NullMarked;

/// What it is to talk to a model: messages, tools, fast and slow thinking, dialects; a remote and a
/// scripted model. [ChatModel] is the seam between whoever asks and whatever answers.
///
/// This module does not know where answers come from.
///
/// **Where to start.** [RemoteChatModel] asks an OpenAI-compatible endpoint: `RequestBody` writes
/// the request, `Endpoint` asks once over `Transport`, `Assembly` joins the pieces, and a [Dialect]
/// understands the whole (`AssistantReader` has the order in which calls are looked for). What a
/// model refuses is in `Quirks`, how it is told to think in [ThinkingSwitch]. A [TextDialect] also
/// renders a conversation as the text a network was trained on. Everything from outside passes
/// [Untrusted] before a model sees it.
///
/// **Format `deepsearch4j/conversation/1`.** JSON, one [Conversation] per line, UTF-8:
///
/// | Field | Holds |
/// | --- | --- |
/// | `format` | `deepsearch4j/conversation/1` |
/// | `thinking` | how the last reply was thought: `FAST` or `SLOW` |
/// | `tools` | what was offered: `name`, `description`, `parameters` (JSON schema as text) |
/// | `messages` | turns with a `role`: `system` and `user` with `text`; `assistant` with `text`, `reasoning`, `calls` (`id`, `tool`, `arguments` as JSON text, `parse`); `tool` with `callId`, `tool`, `text` |
@NullMarked
package io.deepsearch4j.chat;

import org.jspecify.annotations.NullMarked;

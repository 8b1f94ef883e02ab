/// What it is to talk to a model: messages, tools, fast and slow thinking, dialects; a remote and a
/// scripted model. [ChatModel] is the seam between whoever asks and whatever answers.
///
/// This module does not know where answers come from.
@NullMarked
package io.deepsearch4j.chat;

import org.jspecify.annotations.NullMarked;

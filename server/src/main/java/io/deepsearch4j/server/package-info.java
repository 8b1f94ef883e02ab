/// The same agent and models over HTTP: OpenAI API, runs API, MCP, web page.
///
/// This module does not know how the agent and the models work inside.
@NullMarked
package io.deepsearch4j.server;

import org.jspecify.annotations.NullMarked;

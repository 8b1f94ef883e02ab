/// What a model may say next: grammars over tokens, for JSON schemas and tool calls.
@NullMarked
package io.deepsearch4j.engine.grammar;

import org.jspecify.annotations.NullMarked;

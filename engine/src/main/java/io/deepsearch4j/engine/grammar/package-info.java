/// What a model may say next: grammars over tokens, for JSON schemas and tool calls.
///
/// A [Grammar] is made from a schema ([JsonGrammar]) or from the rules of a whole reply
/// ([ToolGrammar]); it knows bytes and special tokens, not the vocabulary. [TokenMasks] sorts a
/// vocabulary once; [TokenMasks#bind] joins the two to a [TokenGrammar], from which every reply
/// begins with a [Constraint] of its own.
///
/// Start reading at `Node` (what grammars are made of) and [Grammar] (how they are read). It knows
/// neither dialects nor conversations: names, marks and schemas come as plain values.
@NullMarked
package io.deepsearch4j.engine.grammar;

import org.jspecify.annotations.NullMarked;

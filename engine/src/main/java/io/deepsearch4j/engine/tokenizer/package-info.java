/// Text to tokens and back.
@NullMarked
package io.deepsearch4j.engine.tokenizer;

import org.jspecify.annotations.NullMarked;

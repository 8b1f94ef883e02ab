@NullMarked
package io.deepsearch4j.engine.grammar;

import org.jspecify.annotations.NullMarked;

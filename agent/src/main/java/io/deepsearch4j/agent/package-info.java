/// Question → plan → search → read → verify → cited answer.
///
/// This module does not know HTTP, HTML or tensors.
@NullMarked
package io.deepsearch4j.agent;

import org.jspecify.annotations.NullMarked;

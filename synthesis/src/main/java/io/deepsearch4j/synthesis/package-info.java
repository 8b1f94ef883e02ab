/// Makes questions and, from solved ones, lessons.
///
/// This module does not know HTTP and does not know tensors.
@NullMarked
package io.deepsearch4j.synthesis;

import org.jspecify.annotations.NullMarked;

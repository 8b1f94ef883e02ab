/// A made-up web with known facts: sites, pages, attachments, an index with holes, and questions
/// with exact answers. Everything follows from one seed.
///
/// This module does not know models and does not know the agent.
@NullMarked
package io.deepsearch4j.practice;

import org.jspecify.annotations.NullMarked;

/// Bytes into text, tables and links; passages of that text, ranked.
///
/// A [Document] has **one canonical text**; blocks, table cells, links and passages are ranges of
/// it. That is what makes a citation checkable: a quote is `text.substring(start, end)` and nothing
/// else. Start reading at [Document], then [DocumentReader].
///
/// This module does not know the network and does not know models.
@NullMarked
package io.deepsearch4j.documents;

import org.jspecify.annotations.NullMarked;

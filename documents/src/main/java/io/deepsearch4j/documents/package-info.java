/// Bytes into text, tables and links; passages of that text, ranked.
///
/// A [Document] has **one canonical text**; blocks, table cells, links and passages are ranges of
/// it. That is what makes a citation checkable: a quote is `text.substring(start, end)` and nothing
/// else. Start reading at [Document], then [DocumentReader].
///
/// [FormatReader] is the door: it tells a file's format by its bytes and hands it to the reader for
/// it. Pages are walked by `HtmlWalk`, with `Boilerplate`, `HtmlTables`, `HtmlLinks` and `Shells`
/// beside it. [Passages] splits a document, [Ranker] ranks the parts (words by BM25, meaning by an
/// [Embedder]), [Figures] reads numbers and dates, [TableQuery] asks a table and [TableSums] checks
/// its totals.
///
/// This module does not know the network and does not know models.
@NullMarked
package io.deepsearch4j.documents;

import org.jspecify.annotations.NullMarked;

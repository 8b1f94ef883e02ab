/// Finds and fetches: search providers, local index, crawler, robots, egress guard, page store.
///
/// [Web] is the only way in which the product touches the outside. Start reading there; what it
/// gives back is [Searched] and [Fetched], whose variants say why something was not to be had.
///
/// The live web is a [Crawler] behind a [LiveWeb] (the internet) or a [SiteWeb] (one site, which
/// needs no search engine). A fetch passes, in this order: `Address` (one parser decides what an
/// address means), `EgressGuard` (where we may connect), [Scope] (where this run may go), `Traps`
/// (what has no end), `Robots` (what the site lets us read), `Politeness` (when it is our turn),
/// `GuardedHttp` (one request, one answer, under limits), and the [PageStore]. Every redirect walks
/// the same way again.
///
/// **Searching.** A [SearchProvider] is one engine or several: [SearchProviders] asks the engines
/// whose keys are set, in order, each at its own pace, and falls over to the next. How one engine
/// is spoken to is a `SearchDialect`; everything that goes wrong on the way is told apart in one
/// place, `HttpSearchProvider`.
///
/// **Folders.** [FolderWeb] makes a small internet of a folder. Its index is a Lucene index below
/// the index folder, in a sub-folder named by the first 16 hex digits of the SHA-256 of the
/// folder's real path. Every commit carries `format = deepsearch4j/folder-index/2`; each file is
/// one stamp (size, time, SHA-256, failure, pages) and its passages, in the same commit. An index
/// of another format, or a damaged one, is made anew.
///
/// This module does not know models.
@NullMarked
package io.deepsearch4j.web;

import org.jspecify.annotations.NullMarked;

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
/// This module does not know models.
@NullMarked
package io.deepsearch4j.web;

import org.jspecify.annotations.NullMarked;

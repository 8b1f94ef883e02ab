/// Finds and fetches: search providers, local index, crawler, robots, egress guard, page store.
///
/// [Web] is the only way in which the product touches the outside. Start reading there; what it
/// gives back is [Searched] and [Fetched], whose variants say why something was not to be had.
///
/// This module does not know models.
@NullMarked
package io.deepsearch4j.web;

import org.jspecify.annotations.NullMarked;

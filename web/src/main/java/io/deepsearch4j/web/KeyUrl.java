package io.deepsearch4j.web;

import java.net.URI;

/// An address a site itself points out, and what it calls it.
///
/// @param title the text of the link, or empty where a sitemap only lists the address
/// @param context what stands around the link, or empty
record KeyUrl(URI url, String title, String context) {}

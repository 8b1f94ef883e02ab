package io.deepsearch4j.practice;

import java.net.URI;

/// Where something is stated: a page or an attachment, and whether the search index holds it.
record Place(URI url, boolean indexed, Language language) {}

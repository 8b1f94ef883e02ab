package io.deepsearch4j.web;

/// One result as an engine wrote it, before anything in it is believed.
record RawHit(String title, String url, String snippet, String published) {}

package io.deepsearch4j.practice;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What all pages of one site share.
///
/// @param menu the links at the top of every page
record Site(String title, Language language, Charset charset, List<Anchor> menu) {
  Site {
    menu = List.copyOf(menu);
  }

  static Site utf8(String title, Language language, List<Anchor> menu) {
    return new Site(title, language, StandardCharsets.UTF_8, menu);
  }

  /// A link and what it says.
  record Anchor(String text, URI url) {}
}

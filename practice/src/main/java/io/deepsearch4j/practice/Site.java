package io.deepsearch4j.practice;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What all pages of one site share.
///
/// @param root the address of its home page
/// @param menu the links at the top of every page
record Site(String title, URI root, Language language, Charset charset, List<Anchor> menu) {
  Site {
    menu = List.copyOf(menu);
  }

  static Site utf8(String title, URI root, Language language, List<Anchor> menu) {
    return new Site(title, root, language, StandardCharsets.UTF_8, menu);
  }

  /// A link and what it says.
  record Anchor(String text, URI url) {}
}

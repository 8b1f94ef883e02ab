package io.deepsearch4j.practice;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Supplier;

/// What stands at an address of a practice web.
sealed interface Resource {
  URI url();

  /// A page.
  ///
  /// @param html its whole source
  /// @param text what a reader sees
  /// @param published the day it says, or empty
  /// @param charset what the bytes are in
  /// @param links the addresses a crawler may follow, in page order
  record Page(
      URI url,
      String title,
      String html,
      String text,
      String published,
      boolean indexed,
      Charset charset,
      List<URI> links)
      implements Resource {
    public Page {
      links = List.copyOf(links);
    }
  }

  /// A file; its bytes are made when first asked for.
  record Attachment(URI url, String mediaType, Supplier<byte[]> bytes) implements Resource {}

  /// A page that has moved for good.
  record Moved(URI url, URI to) implements Resource {}
}

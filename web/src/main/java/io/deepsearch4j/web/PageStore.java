package io.deepsearch4j.web;

import io.deepsearch4j.documents.Document;
import java.nio.file.Path;
import java.util.Optional;

/// What we read, by hash: every response's bytes, the document read from them, and the [Page] that
/// ties both to an address. A folder of files that a person can open.
public final class PageStore {
  private final Path folder;

  public PageStore(Path folder) {
    this.folder = folder;
  }

  /// Keeps bytes; answers their SHA-256. Keeping the same bytes twice costs one file.
  public String keep(byte[] bytes) {
    throw new UnsupportedOperationException("not written yet: " + folder);
  }

  /// Keeps a page and its document, so that [#page(String)] and [#document(String)] find them.
  public void keep(Page page, Document document) {
    throw new UnsupportedOperationException("not written yet: " + page.id() + document.title());
  }

  /// The bytes with this SHA-256.
  public Optional<byte[]> bytes(String sha256) {
    throw new UnsupportedOperationException("not written yet: " + sha256);
  }

  /// The page with this [Page#id()].
  public Optional<Page> page(String id) {
    throw new UnsupportedOperationException("not written yet: " + id);
  }

  /// The document of the page with this [Page#id()].
  public Optional<Document> document(String id) {
    throw new UnsupportedOperationException("not written yet: " + id);
  }
}

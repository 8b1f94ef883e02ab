package io.deepsearch4j.documents;

import java.net.URI;
import java.util.Objects;

/// Bytes to be read, and what is known about them.
///
/// @param bytes the whole file; never changed by a reader
/// @param declaredType what the sender called it (`text/html; charset=gb18030`), or empty
/// @param url where it came from; its last path segment is the file's name and links resolve on it
public record Source(byte[] bytes, String declaredType, URI url) {
  public Source {
    Objects.requireNonNull(bytes);
    Objects.requireNonNull(declaredType);
    Objects.requireNonNull(url);
  }
}

package io.deepsearch4j.documents;

import java.io.IOException;

/// Reads Word documents, new (DOCX) and old (DOC).
final class WordReader {
  Reading read(BinaryType type, Source source) throws IOException {
    var builder = new DocumentBuilder(type.mediaType());
    if (type == BinaryType.DOC) {
      new OldWordText(source, builder).write();
    } else {
      new WordText(source, builder).write();
    }
    return new Reading.Read(builder.build());
  }
}

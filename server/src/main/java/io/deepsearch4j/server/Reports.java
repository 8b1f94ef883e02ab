package io.deepsearch4j.server;

import java.util.List;

/// Makes documents of runs.
public interface Reports {

  /// A document ready to be sent.
  ///
  /// @param fileName what a browser saves it as
  record Rendered(String mediaType, String fileName, byte[] bytes) {}

  /// The words for the forms there are, such as `markdown`; the first is the usual one.
  List<String> formats();

  /// A run in one of the forms. Runs that have not ended give what is known.
  Rendered render(String run, String format);
}

package io.deepsearch4j.practice;

import java.io.IOException;
import java.util.List;

/// What a report is written on, top to bottom.
interface ReportPaper {
  /// @param level from 1
  void heading(int level, String words) throws IOException;

  void paragraph(String words) throws IOException;

  void table(List<String> header, List<List<String>> rows) throws IOException;
}

package io.deepsearch4j.documents;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.poi.xwpf.usermodel.IBody;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/// Lays a Word table out as a grid, merged cells repeated in every place they cover.
final class WordGrid {
  private static final int WIDEST = 1_000;

  private WordGrid() {}

  static List<List<String>> of(XWPFTable table, Function<IBody, String> text) {
    var rows = new ArrayList<List<String>>();
    for (XWPFTableRow row : table.getRows()) {
      var cells = new ArrayList<String>();
      for (XWPFTableCell cell : row.getTableCells()) {
        CTTcPr properties = cell.getCTTc().getTcPr();
        String shown = text.apply(cell);
        if (continuesAbove(properties) && !rows.isEmpty() && cells.size() < rows.getLast().size()) {
          shown = rows.getLast().get(cells.size());
        }
        for (int i = 0; i < span(properties) && cells.size() < WIDEST; i++) {
          cells.add(shown);
        }
      }
      rows.add(cells);
    }
    return rows;
  }

  private static int span(@Nullable CTTcPr properties) {
    if (properties == null || !properties.isSetGridSpan()) {
      return 1;
    }
    BigInteger span = properties.getGridSpan().getVal();
    return span.signum() <= 0 || span.bitLength() > 10 ? 1 : span.intValue();
  }

  private static boolean continuesAbove(@Nullable CTTcPr properties) {
    return properties != null
        && properties.isSetVMerge()
        && !STMerge.RESTART.equals(properties.getVMerge().getVal());
  }
}

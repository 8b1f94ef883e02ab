package io.deepsearch4j.documents;

import java.time.LocalDateTime;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/// Cell values as the sheet shows them, with one exception that makes them safe to quote: dates in
/// the format that follows the viewer's country (`1/5/24`) become ISO days.
final class ShownValues extends DataFormatter {
  // Built-in formats 14 and 22 are "short date (and time) as the viewer's country writes it".
  private static final int SHORT_DATE = 14;
  private static final int SHORT_DATE_TIME = 22;

  private final boolean from1904;

  ShownValues(boolean from1904) {
    super(Locale.ROOT);
    this.from1904 = from1904;
    setUseCachedValuesForFormulaCells(true);
  }

  @Override
  public String formatRawCellContents(double value, int formatIndex, String formatString) {
    return formatRawCellContents(value, formatIndex, formatString, from1904);
  }

  @Override
  public String formatRawCellContents(
      double value, int formatIndex, String formatString, boolean use1904Windowing) {
    boolean local = formatIndex == SHORT_DATE || formatIndex == SHORT_DATE_TIME;
    if (local && DateUtil.isValidExcelDate(value)) {
      LocalDateTime time = DateUtil.getLocalDateTime(value, from1904);
      return formatIndex == SHORT_DATE
          ? time.toLocalDate().toString()
          : time.toLocalDate() + " " + time.toLocalTime();
    }
    return super.formatRawCellContents(value, formatIndex, formatString, from1904);
  }
}

package io.deepsearch4j.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks a table's totals against the sums of their parts.
public final class TableSums {
  private static final BigDecimal TOLERATED = new BigDecimal("0.005");
  private static final Pattern TOTAL =
      Pattern.compile("(?:grand )?totals?|sum|all|合\\s?计|总\\s?计|總\\s?計|合計|小\\s?计");

  private TableSums() {}

  /// A sentence for every total that differs from the sum of the rows above it, back to the total
  /// before, by more than 0.5 %. Empty where all agree, or where there is nothing to check.
  public static List<String> mismatches(Table table) {
    var found = new ArrayList<String>();
    int first = 0;
    for (int r = 0; r < table.rows().size(); r++) {
      if (!isTotal(table.rows().get(r))) {
        continue;
      }
      if (r - first >= 2) {
        for (int column = 1; column < table.rows().get(r).size(); column++) {
          check(table, first, r, column).ifPresent(found::add);
        }
      }
      first = r + 1;
    }
    return found;
  }

  private static boolean isTotal(List<Table.Cell> row) {
    String label = row.getFirst().text().toLowerCase(Locale.ROOT).replaceAll("[:：*\\s]+$", "");
    return TOTAL.matcher(label).matches();
  }

  private static Optional<String> check(Table table, int first, int total, int column) {
    Table.Cell cell = table.rows().get(total).get(column);
    Optional<Figure> stated = Figures.of(cell.text());
    if (stated.filter(figure -> !figure.unit().equals("%")).isEmpty()) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int r = first; r < total; r++) {
      Optional<Figure> part = Figures.of(table.rows().get(r).get(column).text());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(part.get().amount());
    }
    BigDecimal amount = stated.get().amount();
    BigDecimal apart = sum.subtract(amount).abs();
    if (apart.compareTo(amount.abs().multiply(TOLERATED)) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "The total at "
            + table.locator(cell)
            + " is "
            + cell.text()
            + ", but its parts add up to "
            + sum.toPlainString()
            + ".");
  }
}

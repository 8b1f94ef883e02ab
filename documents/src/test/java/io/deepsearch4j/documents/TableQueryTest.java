package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.TableQuery.Aggregate;
import io.deepsearch4j.documents.TableQuery.Condition;
import io.deepsearch4j.documents.TableQuery.Function;
import io.deepsearch4j.documents.TableQuery.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableQueryTest {
  private final Table table =
      Reads.file(
              "sales.csv",
              "in thousands of euros,,\nRegion,Product,2023\nNorth,A,\"1,200\"\nNorth,B,300\nSouth,A,(50)\nSouth,B,n/a\n")
          .tables()
          .getFirst();

  @Test
  void selectsRowsWithTheirCells() {
    var query =
        new TableQuery(
            List.of("2023"),
            List.of(
                new Condition("Region", Operator.EQUALS, "north"),
                new Condition("2023", Operator.MORE, "500")),
            List.of(),
            List.of(),
            10);

    var rows = (TableAnswer.Rows) query.ask(table);

    assertThat(rows.rows()).hasSize(1);
    assertThat(rows.rows().getFirst().getFirst().text()).isEqualTo("1,200");
    assertThat(rows.rows().getFirst().getFirst().cells()).hasToString("[sales.csv!C3]");
  }

  @Test
  void computesPerGroupInTheUnitOfTheNote() {
    var query =
        new TableQuery(
            List.of(),
            List.of(),
            List.of("Region"),
            List.of(
                new Aggregate(Function.SUM, "2023"),
                new Aggregate(Function.COUNT, "Product"),
                new Aggregate(Function.MAX, "C")),
            10);

    var rows = (TableAnswer.Rows) query.ask(table);

    assertThat(rows.columns())
        .containsExactly("Region", "sum of 2023", "count of Product", "max of 2023");
    assertThat(rows.rows())
        .extracting(row -> row.get(1).text())
        .containsExactly("1500000 EUR", "-50000 EUR");
    assertThat(rows.rows().getFirst().get(1).cells()).hasToString("[sales.csv!C3, sales.csv!C4]");
    assertThat(rows.remarks()).singleElement().asString().contains("no figure");
  }

  @Test
  void namesTheColumnsThereAreWhereOneIsUnknown() {
    var query = new TableQuery(List.of("Profit"), List.of(), List.of(), List.of(), 10);

    assertThat(query.ask(table))
        .isInstanceOf(TableAnswer.Unanswerable.class)
        .asString()
        .contains("Region, Product, 2023");
  }

  @Test
  void warnsOfATotalThatItsPartsDoNotMake() {
    Table right = Reads.file("a.csv", "x,y\na,1\nb,2\nTotal,3\n").tables().getFirst();
    Table wrong = Reads.file("b.csv", "x,y\na,100\nb,200\n合计,310\n").tables().getFirst();

    assertThat(TableSums.mismatches(right)).isEmpty();
    assertThat(TableSums.mismatches(wrong)).singleElement().asString().contains("b.csv!B4", "300");
  }
}

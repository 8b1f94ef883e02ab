package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads tables kept as text: delimiter and quote are found out, lines above the header become
/// caption and unit note, ragged rows are padded and remarked.
final class CsvReader implements DocumentReader {
  private final DocumentsConfig config;

  CsvReader(DocumentsConfig config) {
    this.config = config;
  }

  @Override
  public Reading read(Source source) {
    String text = Charsets.decode(source);
    CsvDialect dialect = CsvDialect.of(text);
    var builder = new DocumentBuilder(MediaTypes.CSV);
    List<List<String>> rows;
    try {
      rows = rows(text, dialect, builder);
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException broken) {
      return new Reading.Unreadable(
          Reading.Reason.BROKEN,
          source.url()
              + " is not a table as its name says ("
              + broken.getMessage()
              + "); look for another copy of it");
    }
    int width = rows.stream().mapToInt(CsvReader::width).max().orElse(0);
    if (width == 0) {
      return new Reading.Unreadable(
          Reading.Reason.BROKEN, source.url() + " holds no cells; look for another copy of it");
    }
    write(builder, MediaTypes.name(source), rows, width);
    Document document = builder.build();
    return new Reading.Read(builder.language(Languages.of(document.text())).build());
  }

  private void write(DocumentBuilder builder, String name, List<List<String>> rows, int width) {
    int above = preamble(rows, width);
    List<String> lines =
        rows.subList(0, above).stream()
            .map(
                row ->
                    row.stream().filter(cell -> !cell.isBlank()).collect(Collectors.joining(" ")))
            .filter(line -> !line.isBlank())
            .toList();
    String unitNote =
        lines.stream().map(UnitNotes::find).filter(note -> !note.isEmpty()).findFirst().orElse("");
    String caption =
        lines.stream()
            .filter(line -> !UnitNotes.isOnlyNote(line))
            .collect(Collectors.joining("; "));
    List<List<String>> table = rows.subList(above, rows.size());
    int header = TableShape.headerRows(table);
    long ragged = table.stream().filter(row -> !row.isEmpty() && row.size() != width).count();
    if (ragged > 0) {
      builder.remark(
          ragged
              + " of "
              + table.size()
              + " rows had fewer cells than the widest and were padded.");
    }
    builder.title(caption.isEmpty() ? name : caption);
    builder.table(
        name.isBlank() ? "table 1" : name,
        caption,
        unitNote,
        table.subList(0, header),
        table.subList(header, table.size()),
        above + 1,
        1,
        true);
  }

  /// Rows above the table proper: narrow ones, before the first row that is about as wide as the
  /// rest.
  private static int preamble(List<List<String>> rows, int width) {
    if (width < 2) {
      return 0;
    }
    int above = 0;
    while (above < Math.min(rows.size() - 1, 20)
        && width(rows.get(above)) * 2 <= width
        && width(rows.get(above)) <= 2) {
      above++;
    }
    return above;
  }

  /// Up to the last cell that says something.
  private static int width(List<String> row) {
    for (int i = row.size(); i > 0; i--) {
      if (!row.get(i - 1).isBlank()) {
        return i;
      }
    }
    return 0;
  }

  private List<List<String>> rows(String text, CsvDialect dialect, DocumentBuilder builder)
      throws IOException {
    var rows = new ArrayList<List<String>>();
    long cells = 0;
    try (CSVParser parser = dialect.format().parse(new StringReader(text))) {
      for (CSVRecord row : parser) {
        cells += row.size();
        if (cells > config.maxCells()) {
          builder.remark(
              "Only the first "
                  + rows.size()
                  + " rows were read: documents.max-cells is "
                  + config.maxCells()
                  + ".");
          break;
        }
        rows.add(row.toList());
      }
    }
    while (!rows.isEmpty() && width(rows.getLast()) == 0) {
      rows.removeLast();
    }
    // A delimiter at the end of every line makes an empty last column.
    int width = rows.stream().mapToInt(CsvReader::width).max().orElse(0);
    rows.replaceAll(row -> row.size() > width ? row.subList(0, width) : row);
    return rows;
  }

  /// How a file parts and quotes its cells.
  record CsvDialect(char delimiter, char quote) {
    private static final int SAMPLE = 40_000;
    private static final int SAMPLE_ROWS = 60;

    CSVFormat format() {
      return CSVFormat.DEFAULT
          .builder()
          .setDelimiter(delimiter)
          .setQuote(quote)
          .setIgnoreEmptyLines(false)
          .setIgnoreSurroundingSpaces(true)
          .setLenientEof(true)
          .setTrailingData(true)
          .get();
    }

    /// The dialect under which most rows have the same, and a large, number of cells.
    static CsvDialect of(String text) {
      String sample = text.substring(0, Math.min(text.length(), SAMPLE));
      int cut = sample.length() < text.length() ? sample.lastIndexOf('\n') : -1;
      if (cut > 0) {
        sample = sample.substring(0, cut);
      }
      var best = new CsvDialect(',', '"');
      double bestScore = 0;
      for (char quote : new char[] {'"', '\''}) {
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
          var candidate = new CsvDialect(delimiter, quote);
          double score = candidate.score(sample) * (quote == '"' ? 1 : 0.999);
          if (score > bestScore) {
            bestScore = score;
            best = candidate;
          }
        }
      }
      return best;
    }

    private double score(String sample) {
      var widths = new ArrayList<Integer>();
      try (CSVParser parser = format().parse(new StringReader(sample))) {
        for (CSVRecord row : parser) {
          if (row.size() > 1 || !row.get(0).isBlank()) {
            widths.add(row.size());
          }
          if (widths.size() == SAMPLE_ROWS) {
            break;
          }
        }
      } catch (IOException | UncheckedIOException | IllegalStateException _) {
        return 0;
      }
      int common =
          widths.stream()
              .collect(Collectors.groupingBy(width -> width, Collectors.counting()))
              .entrySet()
              .stream()
              .filter(entry -> entry.getKey() > 1)
              .max(java.util.Map.Entry.comparingByValue())
              .map(java.util.Map.Entry::getKey)
              .orElse(0);
      long agreeing = widths.stream().filter(width -> width == common).count();
      return common == 0
          ? 0
          : Math.pow((double) agreeing / widths.size(), 2) * Math.log(1 + common);
    }
  }
}

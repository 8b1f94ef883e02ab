package io.deepsearch4j.report;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A run as something to read: sections of paragraphs, tables and lists, with footnotes. Every form
/// is written from it, and its texts are clean: no control characters, no change of writing
/// direction, no text without end. What a form needs escaped, its writer escapes.
///
/// @param title the question, on one line
/// @param language tag of the language of the labels and the answer
/// @param run its id
/// @param made when the run last changed
/// @param notes the footnotes, each numbered like the citation it shows
public record ReportDocument(
    String title,
    String language,
    String run,
    Instant made,
    List<Section> sections,
    List<Note> notes) {

  public ReportDocument {
    Objects.requireNonNull(title);
    Objects.requireNonNull(language);
    Objects.requireNonNull(run);
    Objects.requireNonNull(made);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
  }

  /// The report of a run.
  public static ReportDocument of(RunRecord record) {
    return new Composition(record).document();
  }

  /// A heading and what stands below it.
  ///
  /// @param id stable, for links: `answer`, `claims`, `plan`, `sources`, …
  public record Section(String id, String heading, List<Block> blocks) {
    public Section {
      Objects.requireNonNull(id);
      Objects.requireNonNull(heading);
      blocks = List.copyOf(blocks);
    }
  }

  /// One thing below another on a page.
  public sealed interface Block {}

  /// What must be known before reading on: the run did not end well.
  public record Notice(String text) implements Block {}

  /// The short answer.
  public record Lead(String text) implements Block {}

  /// Running text.
  public record Paragraph(List<Inline> inlines) implements Block {
    public Paragraph {
      inlines = List.copyOf(inlines);
    }
  }

  /// Points, one a line.
  public record Bullets(List<String> points) implements Block {
    public Bullets {
      points = List.copyOf(points);
    }
  }

  /// Rows under headings; every row has as many cells as there are columns.
  public record Grid(List<Column> columns, List<List<String>> rows) implements Block {
    public Grid {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
        }
      }
    }
  }

  /// A column of a table.
  ///
  /// @param weight its share of the width, beside the weights of the others
  public record Column(String heading, int weight, Align align) {}

  /// Where the text of a cell stands.
  public enum Align {
    START,
    END
  }

  /// A page that was read, as one entry of the list of sources.
  public record Entry(String heading, List<Field> fields) implements Block {
    public Entry {
      fields = List.copyOf(fields);
    }
  }

  /// A property of a source.
  public record Field(String label, Value value) {}

  /// What a field holds.
  public sealed interface Value {}

  /// Words.
  public record Words(String text) implements Value {}

  /// A hash, to be set in letters of one width.
  public record Hash(String hex) implements Value {}

  /// Where something is found; only web addresses are to become links.
  public record Address(String text) implements Value {
    private static final Set<String> LINKED = Set.of("http", "https");

    static Address of(URI url) {
      return new Address(Clean.line(url.toASCIIString(), Clean.ADDRESS));
    }

    boolean isLink() {
      int colon = text.indexOf(':');
      return colon > 0 && LINKED.contains(text.substring(0, colon)) && !text.endsWith("…");
    }
  }

  /// A piece of running text.
  public sealed interface Inline {}

  /// Plain words.
  public record Text(String text) implements Inline {}

  /// A reference to a footnote.
  public record Mark(int number) implements Inline {}

  /// What is to be said of a sentence that does not simply stand.
  public record Remark(String text) implements Inline {}

  /// A footnote: the passage that a sentence rests on, and where it stands.
  ///
  /// @param place where on the page a person looks
  public record Note(int number, String title, String place, Address address, String quote) {}
}

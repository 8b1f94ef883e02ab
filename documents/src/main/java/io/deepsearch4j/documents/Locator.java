package io.deepsearch4j.documents;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Where in a document a person looks to find a passage. Offsets prove a quote; a locator shows it.
/// `toString` is the form people read: `p.12`, `Segments!B7`, `Results > Revenue`, `slide 3`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Locator.Page.class, name = "page"),
  @JsonSubTypes.Type(value = Locator.Cells.class, name = "cells"),
  @JsonSubTypes.Type(value = Locator.Section.class, name = "section"),
  @JsonSubTypes.Type(value = Locator.Slide.class, name = "slide"),
  @JsonSubTypes.Type(value = Locator.Line.class, name = "line"),
  @JsonSubTypes.Type(value = Locator.Member.class, name = "member")
})
public sealed interface Locator {

  /// A page of a paginated document, from 1.
  record Page(int number) implements Locator {
    @Override
    public String toString() {
      return "p." + number;
    }
  }

  /// Cells of a table in spreadsheet addressing.
  ///
  /// @param table the sheet's name; for other documents `p.12 table 2`, `table 3`
  /// @param range `B7` or `A1:C9`; letters count columns, numbers count rows from 1
  record Cells(String table, String range) implements Locator {
    @Override
    public String toString() {
      return table + "!" + range;
    }
  }

  /// The headings above a passage, outermost first; empty at the top of a document.
  record Section(List<String> headings) implements Locator {
    public Section {
      headings = List.copyOf(headings);
    }

    @Override
    public String toString() {
      return headings.isEmpty() ? "top" : String.join(" > ", headings);
    }
  }

  /// A slide, from 1.
  record Slide(int number) implements Locator {
    @Override
    public String toString() {
      return "slide " + number;
    }
  }

  /// A line of plain text, from 1.
  record Line(int number) implements Locator {
    @Override
    public String toString() {
      return "line " + number;
    }
  }

  /// A place inside a member of an archive.
  record Member(String path, Locator inside) implements Locator {
    @Override
    public String toString() {
      return path + " " + inside;
    }
  }
}

package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.Searched;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What came of an action.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observation.Hits.class, name = "hits"),
  @JsonSubTypes.Type(value = Observation.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Observation.Findings.class, name = "findings"),
  @JsonSubTypes.Type(value = Observation.Rows.class, name = "rows"),
  @JsonSubTypes.Type(value = Observation.Reflected.class, name = "reflected"),
  @JsonSubTypes.Type(value = Observation.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = Observation.Failed.class, name = "failed")
})
public sealed interface Observation {

  /// One outcome per query, in the order of the queries.
  record Hits(List<Result> results) implements Observation {
    public Hits {
      results = List.copyOf(results);
    }
  }

  /// What one query gave.
  record Result(String query, Searched outcome) {
    public Result {
      Objects.requireNonNull(query);
      Objects.requireNonNull(outcome);
    }

    /// The hits, none where the search gave none.
    public List<Hit> hits() {
      return outcome instanceof Searched.Found(var hits) ? hits : List.of();
    }
  }

  /// What each address gave, in the order of the addresses.
  record Opened(List<Visit> visits) implements Observation {
    public Opened {
      visits = List.copyOf(visits);
    }
  }

  /// One address opened, or not.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Arrived.class, name = "arrived"),
    @JsonSubTypes.Type(value = Missed.class, name = "missed")
  })
  sealed interface Visit {
    URI url();
  }

  /// A page now in the store.
  ///
  /// @param outline its headings, at most a dozen
  /// @param tables `t1: caption`, at most a dozen
  /// @param characters of its text
  /// @param links their number
  record Arrived(
      URI url,
      Page page,
      String title,
      String published,
      List<String> outline,
      List<String> tables,
      int characters,
      int links,
      List<String> remarks)
      implements Visit {
    public Arrived {
      Objects.requireNonNull(url);
      Objects.requireNonNull(page);
      Objects.requireNonNull(title);
      Objects.requireNonNull(published);
      outline = List.copyOf(outline);
      tables = List.copyOf(tables);
      remarks = List.copyOf(remarks);
    }
  }

  /// An address that gave nothing.
  ///
  /// @param code `refused_robots`, `refused_egress`, `unreachable`, `unreadable_ocr_needed`, …
  /// @param why a sentence
  record Missed(URI url, String code, String why) implements Visit {
    public Missed {
      Objects.requireNonNull(url);
      Objects.requireNonNull(code);
      Objects.requireNonNull(why);
    }
  }

  /// What each question to a page gave, in the order of the questions.
  record Findings(List<Answered> answers) implements Observation {
    public Findings {
      answers = List.copyOf(answers);
    }
  }

  /// A finding, where it was found, and the evidence it became.
  record Answered(
      String page, URI url, String title, String question, Finding finding, List<String> evidence) {
    public Answered {
      Objects.requireNonNull(page);
      Objects.requireNonNull(url);
      Objects.requireNonNull(title);
      Objects.requireNonNull(question);
      Objects.requireNonNull(finding);
      evidence = List.copyOf(evidence);
    }
  }

  /// Rows of a table, as text, one per line, with the evidence they became.
  record Rows(String page, String table, List<String> rows, List<String> evidence)
      implements Observation {
    public Rows {
      Objects.requireNonNull(page);
      Objects.requireNonNull(table);
      rows = List.copyOf(rows);
      evidence = List.copyOf(evidence);
    }
  }

  /// Noted.
  record Reflected() implements Observation {}

  /// The episode has ended.
  record Finished() implements Observation {}

  /// The action could not be carried out.
  ///
  /// @param code stable, for programs: `invalid_arguments`, `unknown_page`, `unknown_tool`, …
  /// @param why a sentence that says what to do instead
  record Failed(String code, String why) implements Observation {
    public Failed {
      Objects.requireNonNull(code);
      Objects.requireNonNull(why);
    }
  }
}

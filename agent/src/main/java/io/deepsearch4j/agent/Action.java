package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What was chosen to be done next. Model output becomes one of these where it enters, and nothing
/// below that line looks at strings again.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.Search.class, name = "search"),
  @JsonSubTypes.Type(value = Action.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Action.AskDocument.class, name = "ask-document"),
  @JsonSubTypes.Type(value = Action.QueryTable.class, name = "query-table"),
  @JsonSubTypes.Type(value = Action.Reflect.class, name = "reflect"),
  @JsonSubTypes.Type(value = Action.Finish.class, name = "finish"),
  @JsonSubTypes.Type(value = Action.Judge.class, name = "judge"),
  @JsonSubTypes.Type(value = Action.Invalid.class, name = "invalid")
})
public sealed interface Action {

  /// Search for each query.
  ///
  /// @param site restrict to this host or domain; empty for everywhere
  record Search(List<String> queries, String site) implements Action {
    public Search {
      queries = List.copyOf(queries);
      Objects.requireNonNull(site);
    }
  }

  /// Open each address.
  record Open(List<URI> urls) implements Action {
    public Open {
      urls = List.copyOf(urls);
    }
  }

  /// Read opened pages for questions.
  record AskDocument(List<Ask> asks) implements Action {
    public AskDocument {
      asks = List.copyOf(asks);
    }
  }

  /// One question to one page.
  record Ask(String page, String question) {
    public Ask {
      Objects.requireNonNull(page);
      Objects.requireNonNull(question);
    }
  }

  /// Select cells of a table.
  ///
  /// @param select column names; empty for all
  /// @param where conditions, all of which a row must meet: `Segment = Grid`, `2023 > 100`
  /// @param groupBy column name; empty for none
  /// @param aggregate `sum`, `avg`, `min`, `max`, `count`; empty for none
  record QueryTable(
      String page,
      String table,
      List<String> select,
      List<String> where,
      String groupBy,
      String aggregate)
      implements Action {
    public QueryTable {
      Objects.requireNonNull(page);
      Objects.requireNonNull(table);
      select = List.copyOf(select);
      where = List.copyOf(where);
      Objects.requireNonNull(groupBy);
      Objects.requireNonNull(aggregate);
    }
  }

  /// Think aloud; costs nothing.
  record Reflect(String thought) implements Action {
    public Reflect {
      Objects.requireNonNull(thought);
    }
  }

  /// The researcher is done.
  record Finish(Draft draft) implements Action {}

  /// The verifier is done.
  record Judge(Verdict verdict) implements Action {}

  /// A call that cannot be carried out as it was written.
  ///
  /// @param tool what was called
  /// @param why what is wrong with it and what is expected, for the model to read
  record Invalid(String tool, String why) implements Action {
    public Invalid {
      Objects.requireNonNull(tool);
      Objects.requireNonNull(why);
    }
  }
}

package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/// What the verifier says of a draft.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Supported.class, name = "supported"),
  @JsonSubTypes.Type(value = Verdict.Lacking.class, name = "lacking")
})
public sealed interface Verdict {

  /// One judgement per sentence of the draft, in order.
  List<Judgement> judgements();

  /// How sure the verifier is that the draft answers the question, from 0 to 1.
  double score();

  /// Every sentence stands and nothing is missing.
  record Supported(List<Judgement> judgements, double score) implements Verdict {
    public Supported {
      judgements = List.copyOf(judgements);
    }
  }

  /// Something does not stand or is missing.
  ///
  /// @param missing what the researcher should look for, one phrase each
  record Lacking(List<Judgement> judgements, double score, List<String> missing)
      implements Verdict {
    public Lacking {
      judgements = List.copyOf(judgements);
      missing = List.copyOf(missing);
    }
  }

  /// How well one sentence stands.
  enum Support {
    SUPPORTED,
    PARTLY,
    UNSUPPORTED,
    CONTRADICTED,
    UNCHECKED
  }

  /// A sentence judged.
  ///
  /// @param why one phrase; empty where nothing needs saying
  record Judgement(Support support, String why) {
    public Judgement {
      Objects.requireNonNull(support);
      Objects.requireNonNull(why);
    }
  }
}

package io.deepsearch4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Collects the facts of a world while it is made up.
final class Ledger {
  private final List<Fact> facts = new ArrayList<>();

  void state(Place place, String subject, Relation relation, String value) {
    state(place, "", subject, relation, Map.of(), value, "");
  }

  void state(
      Place place,
      String locator,
      String subject,
      Relation relation,
      Map<String, String> qualifiers,
      String value,
      String unit) {
    facts.add(
        new Fact(
            String.format(Locale.ROOT, "f%05d", facts.size() + 1),
            subject,
            relation,
            qualifiers,
            value,
            unit,
            place.url(),
            locator,
            place.indexed(),
            place.language().tag()));
  }

  /// The English name of something that has another one at home; once a page.
  void alias(Place place, Name name) {
    boolean said =
        facts.stream()
            .anyMatch(
                fact ->
                    fact.relation() == Relation.ALSO_KNOWN_AS
                        && fact.subject().equals(name.text())
                        && fact.url().equals(place.url()));
    if (!said && !name.english().equals(name.text())) {
      state(place, name.text(), Relation.ALSO_KNOWN_AS, name.english());
    }
  }

  FactTable table() {
    return new FactTable(facts);
  }
}

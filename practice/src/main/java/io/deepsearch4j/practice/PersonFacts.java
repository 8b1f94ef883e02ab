package io.deepsearch4j.practice;

import java.util.List;

/// Makes up what a person's profile says.
final class PersonFacts {
  private PersonFacts() {}

  static void state(Ledger ledger, Chance chance, World world, Place profile, Name person) {
    List<String> universities =
        world.universities().stream().map(university -> university.name().text()).toList();
    List<String> towns =
        world.cities().stream()
            .map(World.City::name)
            .filter(city -> city.language() == person.language())
            .map(Name::text)
            .toList();
    ledger.state(
        profile, person.text(), Relation.BORN, Integer.toString(chance.between(1949, 1986)));
    ledger.state(profile, person.text(), Relation.STUDIED_AT, chance.pick(universities));
    ledger.state(profile, person.text(), Relation.HOME_TOWN, chance.pick(towns));
    ledger.alias(profile, person);
  }
}

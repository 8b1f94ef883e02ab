package io.deepsearch4j.practice;

import java.util.List;

/// A world with everything that is true of it: what the sites are written from.
record Almanac(World world, Geography geography, FactTable facts, Wording wording, long seed) {

  static Almanac of(long seed, Addresses addresses) {
    World world = WorldMaker.make(seed);
    Geography geography = new Geography(addresses);
    Ledger ledger = new Ledger();
    new CompanyFacts(world, geography, ledger, Chance.of(seed, "company facts")).state();
    new InstitutionFacts(world, geography, ledger, Chance.of(seed, "institution facts")).state();
    return new Almanac(world, geography, ledger.table(), new Wording(new Glossary(world)), seed);
  }

  /// Everything a page states, as its sentences.
  List<String> sentences(Place place) {
    return facts.statedAt(place.url()).stream()
        .map(fact -> wording.sentence(fact, place.language()))
        .toList();
  }

  /// Filler for one purpose.
  Filler filler(String purpose, Language language) {
    return new Filler(Chance.of(seed, purpose), language);
  }
}

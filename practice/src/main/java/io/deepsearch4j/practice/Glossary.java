package io.deepsearch4j.practice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The names of a world in both languages.
final class Glossary {
  private final Map<String, Name> names = new HashMap<>();

  Glossary(World world) {
    add(world.regions().stream());
    add(world.cities().stream().map(World.City::name));
    for (World.Company company : world.companies()) {
      add(Stream.of(company.name(), company.chief(), company.treasurer()));
      Stream.of(
              company.segments(),
              company.markets(),
              company.products(),
              company.targets(),
              company.plants())
          .forEach(some -> add(some.stream()));
    }
    for (World.University university : world.universities()) {
      add(Stream.of(university.name(), university.rector()));
      add(university.staff().stream());
    }
    for (World.Journal journal : world.journals()) {
      add(Stream.of(journal.name(), journal.editor()));
      add(journal.papers().stream().map(World.Paper::title));
    }
    for (World.Agency agency : world.agencies()) {
      add(Stream.of(agency.name()));
      add(agency.programmes().stream());
    }
  }

  /// How a text in the given language calls it; the text itself if it is no name.
  String in(String text, Language language) {
    Name name = names.get(text);
    return name == null ? text : name.in(language);
  }

  /// Every form of a name, its own first.
  List<String> forms(String text) {
    Name name = names.get(text);
    return name == null ? List.of(text) : Stream.of(text, name.english()).distinct().toList();
  }

  private void add(Stream<Name> more) {
    more.forEach(name -> names.put(name.text(), name));
  }
}

package io.deepsearch4j.practice;

import java.util.List;

/// Who and what there is, before anything is said about it.
record World(
    List<Name> regions,
    List<City> cities,
    List<Company> companies,
    List<University> universities,
    List<Journal> journals,
    List<Agency> agencies) {

  /// The years that reports and statistics cover.
  static final List<Integer> YEARS = List.of(2019, 2020, 2021, 2022, 2023, 2024);

  World {
    regions = List.copyOf(regions);
    cities = List.copyOf(cities);
    companies = List.copyOf(companies);
    universities = List.copyOf(universities);
    journals = List.copyOf(journals);
    agencies = List.copyOf(agencies);
  }

  record City(Name name, Name region) {}

  /// A company with a site of its own.
  ///
  /// @param site the label of its host
  /// @param targets what it bought
  /// @param plants where people work, as the reports list them
  record Company(
      String site,
      Name name,
      Sector sector,
      City city,
      Name chief,
      Name treasurer,
      List<Name> segments,
      List<Name> markets,
      List<Name> products,
      List<Name> targets,
      List<Name> plants) {
    Language language() {
      return name.language();
    }
  }

  /// A university with its rector and its staff.
  record University(String site, Name name, City city, Name rector, List<Name> staff) {
    Language language() {
      return name.language();
    }
  }

  /// A journal and its papers, oldest first.
  record Journal(String site, Name name, University publisher, Name editor, List<Paper> papers) {
    Language language() {
      return name.language();
    }
  }

  /// @param title unique in its world
  /// @param volume from 1
  /// @param suffix of its identifier, and the name of its page
  record Paper(Name title, int volume, String suffix, List<Name> authors) {}

  /// @param regions whose figures it publishes
  record Agency(
      String site,
      Name name,
      City city,
      List<Name> regions,
      List<City> cities,
      List<Name> programmes) {
    Language language() {
      return name.language();
    }
  }
}

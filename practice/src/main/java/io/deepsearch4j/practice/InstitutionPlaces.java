package io.deepsearch4j.practice;

import java.net.URI;

/// Where universities, journals, agencies, the news and the directory state what.
record InstitutionPlaces(Addresses addresses, String site, Language language) {
  static final int STAFF_PER_PAGE = 7;
  static final int CITIES_PER_PAGE = 4;

  Place home() {
    return place("/", true);
  }

  Place about() {
    return place("/about", true);
  }

  /// Who runs it: the rector of a university, the editor of a journal.
  Place governance() {
    return place("/about/governance", false);
  }

  Place profile(Name person) {
    return place("/people/" + person.slug(), false);
  }

  Place staff(int page) {
    return place(page == 1 ? "/staff/" : "/staff/?page=" + page, false);
  }

  Place numbers() {
    return place("/figures/", false);
  }

  Place enrolment() {
    return place("/figures/enrolment.csv", false);
  }

  Place volumes() {
    return place("/volumes/", true);
  }

  Place volume(int number) {
    return place("/volumes/" + number, false);
  }

  Place paper(String suffix) {
    return place("/papers/" + suffix, false);
  }

  Place metrics(String suffix) {
    return place("/papers/" + suffix + "/metrics", false);
  }

  Place statistics() {
    return place("/statistics/", true);
  }

  Place dataset() {
    return place("/statistics/regions", false);
  }

  Place production() {
    return place("/statistics/production.csv", false);
  }

  Place capacity() {
    return place("/statistics/capacity.xlsx", false);
  }

  Place cities(int page) {
    return place(page == 1 ? "/places/" : "/places/?page=" + page, false);
  }

  Place notices() {
    return place("/notices/", false);
  }

  Place notice(Name programme) {
    return place("/notices/" + programme.slug() + ".docx", false);
  }

  /// A news item.
  Place story(int number) {
    return place("/stories/" + number, true);
  }

  Place archive(int page) {
    return place(page == 1 ? "/archive/" : "/archive/?page=" + page, false);
  }

  Place entry(Name organisation) {
    return place("/org/" + organisation.slug(), true);
  }

  URI url(String path) {
    return addresses.of(site, path);
  }

  private Place place(String path, boolean indexed) {
    return new Place(url(path), indexed, language);
  }
}

package io.deepsearch4j.practice;

/// Which site stands where, those of the news and the directory among them.
record Geography(Addresses addresses) {

  InstitutionPlaces news(Language language) {
    return new InstitutionPlaces(addresses, language.either("news", "xinwen"), language);
  }

  InstitutionPlaces directory() {
    return new InstitutionPlaces(addresses, "directory", Language.ENGLISH);
  }

  CompanyPlaces of(World.Company company) {
    return new CompanyPlaces(company, addresses);
  }

  InstitutionPlaces of(World.University university) {
    return new InstitutionPlaces(addresses, university.site(), university.language());
  }

  InstitutionPlaces of(World.Journal journal) {
    return new InstitutionPlaces(addresses, journal.site(), journal.language());
  }

  InstitutionPlaces of(World.Agency agency) {
    return new InstitutionPlaces(addresses, agency.site(), agency.language());
  }
}

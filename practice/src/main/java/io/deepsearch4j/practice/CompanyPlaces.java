package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.net.URI;

/// Where a company states what.
record CompanyPlaces(Company company, Addresses addresses) {

  Place home() {
    return place("/", true);
  }

  Place about() {
    return place("/about", true);
  }

  Place management() {
    return place("/about/management", false);
  }

  Place partners() {
    return place("/about/partners", false);
  }

  Place profile(Name person) {
    return place("/people/" + person.slug(), false);
  }

  Place products() {
    return place("/products/", true);
  }

  Place product(Name product) {
    return place("/products/" + product.slug(), false);
  }

  /// A page of the list of news, from 1.
  Place news(int page) {
    return place(page == 1 ? "/news/" : "/news/?page=" + page, false);
  }

  Place item(int number) {
    return place("/news/" + number, false);
  }

  Place investors() {
    return place("/investors/", false);
  }

  Place reports() {
    return place("/investors/reports/", false);
  }

  Place report(int year) {
    return place("/investors/reports/" + year + "/", false);
  }

  /// The annual report: PDF from English companies, DOCX from Chinese ones.
  Place annualReport(int year) {
    String ending = company.language().either("pdf", "docx");
    return place("/files/annual-report-" + year + "." + ending, false);
  }

  Place figures(int year) {
    return place("/files/figures-" + year + ".xlsx", false);
  }

  Place markets(int year) {
    return place("/files/markets-" + year + ".csv", false);
  }

  Place slides(int year) {
    return place("/files/results-" + year + ".pptx", false);
  }

  URI url(String path) {
    return addresses.of(company.site(), path);
  }

  private Place place(String path, boolean indexed) {
    return new Place(url(path), indexed, company.language());
  }
}

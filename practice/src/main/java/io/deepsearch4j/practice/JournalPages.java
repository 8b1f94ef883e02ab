package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import io.deepsearch4j.practice.World.Journal;
import io.deepsearch4j.practice.World.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes a journal's volumes, papers and citation counts.
final class JournalPages {
  private final Almanac almanac;
  private final Journal journal;
  private final InstitutionPlaces places;
  private final Language language;
  private final Site site;
  private final List<Resource> resources;

  JournalPages(Almanac almanac, Journal journal, Site site, List<Resource> resources) {
    this.almanac = almanac;
    this.journal = journal;
    this.site = site;
    this.resources = resources;
    places = almanac.geography().of(journal);
    language = journal.language();
  }

  void write() {
    int last = journal.papers().getLast().volume();
    PageWriter volumes = page(places.volumes(), language.either("Volumes", "过刊浏览"));
    List<Anchor> anchors = new ArrayList<>();
    for (int volume = 1; volume <= last; volume++) {
      anchors.add(
          new Anchor(
              language.either("Volume " + volume, "第" + volume + "卷"),
              places.volume(volume).url()));
      volume(volume);
    }
    volumes.list(anchors);
    resources.add(volumes.page());
    for (Paper paper : journal.papers()) {
      paper(paper);
      metrics(paper);
    }
  }

  private void volume(int number) {
    PageWriter page =
        page(places.volume(number), language.either("Volume " + number, "第" + number + "卷"));
    page.list(
        journal.papers().stream()
            .filter(paper -> paper.volume() == number)
            .map(this::anchor)
            .toList());
    resources.add(page.page());
  }

  private void paper(Paper paper) {
    Place place = places.paper(paper.suffix());
    PageWriter page = page(place, paper.title().text());
    page.meta("citation_title", paper.title().text());
    page.meta("citation_journal_title", journal.name().text());
    for (Name author : paper.authors()) {
      page.meta("citation_author", author.text());
    }
    List<Anchor> references = new ArrayList<>();
    for (Fact fact : almanac.facts().statedAt(place.url())) {
      if (fact.relation() == Relation.CITES) {
        references.add(reference(titled(fact.value())));
      } else {
        page.paragraph(almanac.wording().sentence(fact, language));
      }
      if (fact.relation() == Relation.IDENTIFIER) {
        page.meta("citation_doi", fact.value());
      }
    }
    page.paragraph(
        language.either("Authors: ", "作者：")
            + String.join(
                language.either(", ", "、"), paper.authors().stream().map(Name::text).toList()));
    page.paragraph(
        "",
        new Anchor(
            language.either("Citation metrics", "引用统计"), places.metrics(paper.suffix()).url()),
        "");
    page.heading(2, language.either("References", "参考文献"));
    page.list(references);
    resources.add(page.page());
  }

  private Paper titled(String title) {
    return journal.papers().stream()
        .filter(paper -> paper.title().text().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /// An entry of a reference list, authors by surname and initial, as journals print them.
  private Anchor reference(Paper paper) {
    String authors =
        String.join(
            ", ",
            paper.authors().stream()
                .map(author -> language.either(shortened(author.text()), author.text()))
                .toList());
    return new Anchor(authors + ". " + shown(paper) + ".", places.paper(paper.suffix()).url());
  }

  private static String shortened(String person) {
    int space = person.indexOf(' ');
    return person.substring(space + 1) + " " + person.charAt(0) + ".";
  }

  private void metrics(Paper paper) {
    Place place = places.metrics(paper.suffix());
    PageWriter page = page(place, language.either("Citation metrics", "引用统计"));
    almanac.sentences(place).forEach(page::paragraph);
    page.heading(2, language.either("Cited by", "施引文献"));
    page.list(citing(paper).map(this::anchor).toList());
    resources.add(page.page());
  }

  private Stream<Paper> citing(Paper cited) {
    List<String> titles = almanac.facts().subjects(Relation.CITES, cited.title().text());
    return journal.papers().stream().filter(paper -> titles.contains(paper.title().text()));
  }

  private Anchor anchor(Paper paper) {
    return new Anchor(shown(paper), places.paper(paper.suffix()).url());
  }

  /// A title as lists show it: Chinese journals give the English one, too.
  private String shown(Paper paper) {
    Name title = paper.title();
    return language.either(title.text(), title.text() + " " + title.english());
  }

  private PageWriter page(Place place, String title) {
    return new PageWriter(site, place, title);
  }
}

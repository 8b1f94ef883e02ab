package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import io.deepsearch4j.practice.World.Company;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Writes what a company tells its investors: a page a year, with the files behind it. Also the
/// branch that robots may not enter, whose figures are wrong.
final class InvestorPages {
  private final Almanac almanac;
  private final Company company;
  private final CompanyPlaces places;
  private final Language language;
  private final Site site;
  private final Filler filler;
  private final List<Resource> resources;

  InvestorPages(
      Almanac almanac, Company company, Site site, Filler filler, List<Resource> resources) {
    this.almanac = almanac;
    this.company = company;
    this.site = site;
    this.filler = filler;
    this.resources = resources;
    places = almanac.geography().of(company);
    language = company.language();
  }

  void write() {
    PageWriter investors = page(places.investors(), "Investors", "投资者关系");
    investors.paragraph(filler.paragraph(2));
    investors.list(
        List.of(
            anchor("Reports", "定期报告", places.reports().url()),
            anchor("Events calendar", "活动日历", places.url("/events/2024/05/")),
            anchor("Drafts (internal)", "内部草稿", draft())));
    resources.add(investors.page());
    PageWriter reports = page(places.reports(), "Reports", "定期报告");
    List<Anchor> years = new ArrayList<>();
    for (int year : World.YEARS.reversed()) {
      years.add(anchor("Report " + year, year + "年报告", places.report(year).url()));
    }
    reports.list(years);
    resources.add(reports.page());
    for (int year : World.YEARS) {
      report(year);
    }
    PageWriter drafts =
        new PageWriter(
            site,
            new Place(draft(), false, language),
            language.either("Draft figures, not final", "草稿数据，非最终"));
    decoys(drafts);
    resources.add(drafts.page());
  }

  private void report(int year) {
    PageWriter page = page(places.report(year), "Report " + year, year + "年报告");
    almanac.sentences(places.report(year)).forEach(page::paragraph);
    page.paragraph(filler.paragraph(2));
    URI download = places.url("/download/annual-report-" + year);
    URI old = places.url("/archive/ar/" + year);
    List<Anchor> files = new ArrayList<>();
    files.add(anchor("Annual report " + year, year + "年年度报告", download));
    files.add(
        anchor("Figures " + year + " (XLSX)", year + "年财务数据（XLSX）", places.figures(year).url()));
    files.add(
        anchor(
            "Sales by province " + year + " (CSV)",
            year + "年分地区销售额（CSV）",
            places.markets(year).url()));
    resources.add(new Resource.Moved(download, old));
    resources.add(new Resource.Moved(old, places.annualReport(year).url()));
    resources.add(AnnualReport.of(almanac, company, year));
    resources.add(FiguresWorkbook.of(almanac, company, year));
    resources.add(MarketsTable.of(almanac, company, year));
    if (year == World.YEARS.getLast()) {
      files.add(anchor("Results presentation (PPTX)", "业绩演示（PPTX）", places.slides(year).url()));
      resources.add(ResultsSlides.of(almanac, company, year));
    }
    page.list(files);
    resources.add(page.page());
  }

  /// Looks like the figures and is none of them.
  private void decoys(PageWriter page) {
    Chance chance = Chance.of(almanac.seed(), "drafts " + company.site());
    FigureSource figures = new FigureSource(chance);
    List<List<String>> rows = new ArrayList<>();
    for (Name segment : company.segments()) {
      rows.add(List.of(segment.text(), Wording.number(figures.cell(language, 90, 2900))));
    }
    page.table(List.of(language.either("Segment", "分部"), FigureSource.cellUnit(language)), rows);
  }

  private URI draft() {
    return places.url("/internal/drafts/");
  }

  private PageWriter page(Place place, String english, String chinese) {
    return new PageWriter(site, place, language.either(english, chinese));
  }

  private Anchor anchor(String english, String chinese, URI url) {
    return new Anchor(language.either(english, chinese), url);
  }
}

package io.deepsearch4j.practice;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes every site of a world.
final class PracticeSites {
  private PracticeSites() {}

  static Map<URI, Resource> of(Almanac almanac) {
    List<Resource> resources = new ArrayList<>();
    boolean chineseBefore = false;
    for (World.Company company : almanac.world().companies()) {
      // One Chinese site is in the older charset and says so in its pages only.
      boolean old = company.language() == Language.CHINESE && !chineseBefore;
      chineseBefore |= old;
      Charset charset = old ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
      resources.addAll(new CompanySite(almanac, company, charset).resources());
    }
    almanac
        .world()
        .universities()
        .forEach(it -> resources.addAll(InstitutionSite.university(almanac, it)));
    almanac
        .world()
        .journals()
        .forEach(it -> resources.addAll(InstitutionSite.journal(almanac, it)));
    almanac.world().agencies().forEach(it -> resources.addAll(InstitutionSite.agency(almanac, it)));
    resources.addAll(new PublicSites(almanac).resources());
    Map<URI, Resource> byUrl = new LinkedHashMap<>();
    for (Resource resource : resources) {
      if (byUrl.put(resource.url(), resource) != null) {
        throw new IllegalStateException("two resources stand at " + resource.url());
      }
    }
    byUrl.putAll(signposts(resources));
    return byUrl;
  }

  /// The `robots.txt` of every host, and on every second one a sitemap of its pages.
  private static Map<URI, Resource> signposts(List<Resource> resources) {
    Map<String, List<URI>> pages = new TreeMap<>();
    for (Resource resource : resources) {
      if (resource instanceof Resource.Page page) {
        pages.computeIfAbsent(page.url().getAuthority(), _ -> new ArrayList<>()).add(page.url());
      }
    }
    Map<URI, Resource> signposts = new LinkedHashMap<>();
    boolean mapped = false;
    for (Map.Entry<String, List<URI>> host : pages.entrySet()) {
      mapped = !mapped;
      URI root = URI.create("http://" + host.getKey());
      String robots = "User-agent: *\nDisallow: /internal/\nDisallow: /portal/\n";
      URI sitemap = root.resolve("/sitemap.xml");
      if (mapped) {
        robots += "Sitemap: " + sitemap + "\n";
        text(signposts, sitemap, "application/xml", sitemap(host.getValue()));
      }
      text(signposts, root.resolve("/robots.txt"), "text/plain; charset=utf-8", robots);
    }
    return signposts;
  }

  private static void text(Map<URI, Resource> to, URI url, String mediaType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.put(url, new Resource.Attachment(url, mediaType, () -> bytes));
  }

  private static String sitemap(List<URI> pages) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            """);
    for (URI page : pages) {
      if (page.getQuery() == null && !page.getPath().startsWith("/internal/")) {
        xml.append("<url><loc>").append(page).append("</loc></url>\n");
      }
    }
    return xml.append("</urlset>\n").toString();
  }
}

package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWebTest {

  @Test
  void passesSearchesOnAndOpensPages(@TempDir Path folder) throws IOException {
    try (var site = new TestSite(folder)) {
      site.on("/a", "text");
      var web = new LiveWeb(query -> new Searched.Nothing(query.text()), site.crawler());

      assertThat(web.search(Query.of("tower"))).isEqualTo(new Searched.Nothing("tower"));
      assertThat(web.open(site.url("shop.example", "/a"))).isInstanceOf(Fetched.Opened.class);
    }
  }

  @Test
  void remembersTrapsForOneRunOnly(@TempDir Path folder) throws IOException {
    try (var site = new TestSite(folder)) {
      Crawler crawler = site.crawler();
      var run = new LiveWeb(query -> new Searched.Nothing(query.text()), crawler);
      for (int i = 0; i < Traps.URLS_PER_TEMPLATE; i++) {
        run.open(site.url("shop.example", "/page/" + i));
      }

      Fetched sameRun = run.open(site.url("shop.example", "/page/1000"));
      Fetched nextRun =
          new LiveWeb(query -> new Searched.Nothing(query.text()), crawler)
              .open(site.url("shop.example", "/page/1000"));

      assertThat(sameRun)
          .isInstanceOfSatisfying(
              Fetched.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Fetched.Reason.TRAP));
      assertThat(nextRun).isInstanceOf(Fetched.Unreachable.class);
    }
  }
}

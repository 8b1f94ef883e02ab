package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitTest {
  private static final String URL = "https://a.example/x";

  @Test
  void isFoundAgainByItsAddress(@TempDir Path folder) {
    var visit = new Visit(URL, "0123456789abcdef", "\"v1\"", "");

    new PageStore(folder).keep(visit);

    assertThat(new PageStore(folder).visit(URL)).contains(visit);
    assertThat(new PageStore(folder).visit("https://a.example/y")).isEmpty();
  }

  @Test
  void isNotFoundWhenItsRecordIsDamaged(@TempDir Path folder) throws IOException {
    var store = new PageStore(folder);
    store.keep(new Visit(URL, "0123456789abcdef", "\"v1\"", ""));
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    Files.writeString(files.getFirst(), "{\"url\":\"htt");

    assertThat(store.visit(URL)).isEmpty();
  }

  @Test
  void sendsBothValidatorsWhereItHasThem() {
    var visit = new Visit(URL, "0", "\"v1\"", "Sun, 01 Mar 2026 12:00:00 GMT");

    assertThat(visit.conditions())
        .containsEntry("If-None-Match", "\"v1\"")
        .containsEntry("If-Modified-Since", "Sun, 01 Mar 2026 12:00:00 GMT");
  }
}

package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.web.FolderConfig;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of pages for an agent to go through: each tells the height of one tower, among six
/// hundred words that say nothing. What the scripted model says fits it.
final class Towers {
  static final String PLAN =
      """
      {"conditions":["the heights"],"queries":["tower height"],"key_urls":[],"stop_rule":""}""";
  private static final Pattern HEIGHT = Pattern.compile("Tower \\d+ is \\d+ metres high\\.");
  private static final String NOT_FOUND =
      """
      {"verdict":"NOT_FOUND","answer":"","confidence":0,"evidence":[],"missing":[],"next_links":[]}""";

  private final Path folder;

  private Towers(Path folder) {
    this.folder = folder;
  }

  static Towers build(Path home, int count) throws IOException {
    Path folder = Files.createDirectories(home.resolve("towers")).toRealPath();
    var prose = new Prose(new Random(1));
    for (int tower = 0; tower < count; tower++) {
      Files.writeString(
          folder.resolve("tower-%03d.md".formatted(tower)),
          "# Tower %d\n\n%s\n\nTower %d is %d metres high.\n\n%s\n"
              .formatted(tower, prose.english(300), tower, 100 + tower, prose.english(300)));
    }
    return new Towers(folder);
  }

  /// The folder as a web, indexed.
  FolderWeb open(Path home, PageStore pages) throws InterruptedException {
    var reader =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            source ->
                new Reading.Unreadable(
                    Reading.Reason.UNSUPPORTED, "there are only texts here: " + source.url()));
    var web =
        new FolderWeb(
            folder, home.resolve("index"), reader, pages, FolderConfig.DEFAULT, Clock.systemUTC());
    web.refresh(_ -> {});
    return web;
  }

  /// The arguments of a search for a tower.
  static String search(int tower) {
    return "{\"queries\":[\"tower %d height\"]}".formatted(tower);
  }

  /// The arguments for opening a tower's page.
  String open(int tower) {
    URI page = folder.resolve("tower-%03d.md".formatted(tower)).toUri();
    return "{\"urls\":[\"%s\"]}".formatted(page);
  }

  /// The arguments of a question to an opened page.
  static String ask(String handle, int tower) {
    return "{\"tasks\":[{\"page\":\"%s\",\"question\":\"How high is tower %d?\"}]}"
        .formatted(handle, tower);
  }

  /// What a reader says to a prompt that shows a page.
  static String read(String prompt) {
    Matcher height = HEIGHT.matcher(prompt);
    if (!height.find()) {
      return NOT_FOUND;
    }
    return """
        {"verdict":"ANSWERED","answer":"%s","confidence":0.9,"evidence":[{"passage":0,"quote":"%s",\
        "supports":["C1"],"polarity":"SUPPORTS"}],"missing":[],"next_links":[]}"""
        .formatted(height.group(), height.group());
  }
}

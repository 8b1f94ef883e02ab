package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderWebTest {
  /// Long enough ago that a file's time is trusted.
  private static final Instant LAST_YEAR = Instant.parse("2025-01-01T00:00:00Z");

  /// Reads text; the first line is the title; `!` at the start makes it unreadable.
  private static final class TextReader implements DocumentReader {
    private final Set<String> read = new ConcurrentSkipListSet<>();

    @Override
    public Reading read(Source source) {
      String path = source.url().getPath();
      read.add(path.substring(path.lastIndexOf('/') + 1));
      String text = new String(source.bytes(), StandardCharsets.UTF_8);
      if (text.startsWith("!!")) {
        throw new IllegalStateException("a bug");
      }
      if (text.startsWith("!")) {
        return new Reading.Unreadable(Reading.Reason.BROKEN, "its first character is wrong");
      }
      var blocks = new ArrayList<Block>();
      int start = 0;
      for (String line : text.split("\n")) {
        int end = start + line.length();
        blocks.add(
            new Block(
                Block.Kind.PARAGRAPH,
                0,
                start,
                end,
                new Locator.Line(blocks.size() + 1),
                !line.startsWith("hidden")));
        start = end + 1;
      }
      String title = text.lines().findFirst().orElse("");
      return new Reading.Read(
          new Document(
              "text/plain",
              title,
              "2024-05-06",
              "",
              text,
              blocks,
              List.of(),
              List.of(),
              List.of()));
    }
  }

  @TempDir private Path temporary;
  private Path folder;
  private final TextReader reader = new TextReader();

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("documents")).toRealPath();
  }

  @Test
  void findsAFileByWhatItSays() throws Exception {
    write("river.txt", "Rivers of Asia\nThe Yangtze flows for 6300 kilometres.");
    write("tower.txt", "Towers\nThe tower is 330 metres high.");

    try (FolderWeb web = indexed()) {
      assertThat(web.search(Query.of("how long is the Yangtze flowing?")))
          .isEqualTo(
              new Searched.Found(
                  List.of(
                      new Hit(
                          1,
                          "Rivers of Asia",
                          folder.resolve("river.txt").toUri(),
                          "Rivers of Asia The Yangtze flows for 6300 kilometres.",
                          "2024-05-06",
                          "folder"))));
      assertThat(web.search(Query.of("volcano"))).isEqualTo(new Searched.Nothing("folder"));
      assertThat(web.search(Query.of("+-&& || (\"*?:\\/")))
          .isEqualTo(new Searched.Nothing("folder"));
    }
  }

  @Test
  void findsChineseByWordsAndByPairsOfCharacters() throws Exception {
    write("北京大学.txt", "北京大学简介\n北京大学的学生研究检索增强生成技术。");
    write("故宫.txt", "故宫\n紫禁城建成于一四二〇年，位于北京中轴线的中心。");
    write("japan.txt", "東京タワー\n東京タワーの高さは333メートルです。");

    try (FolderWeb web = indexed()) {
      assertThat(names(web.search(Query.of("检索增强")))).containsExactly("北京大学.txt");
      assertThat(names(web.search(Query.of("紫禁城哪一年建成？"))).getFirst()).isEqualTo("故宫.txt");
      assertThat(names(web.search(Query.of("强生")))).containsExactly("北京大学.txt");
      assertThat(names(web.search(Query.of("タワーの高さ")))).containsExactly("japan.txt");
    }
  }

  @Test
  void findsAFileByItsName() throws Exception {
    write("reports/quarterly-budget_2024.txt", "Untitled\nNumbers only.");
    write("other.txt", "Other\nSomething else.");

    try (FolderWeb web = indexed()) {
      assertThat(names(web.search(Query.of("budget 2024"))))
          .containsExactly("quarterly-budget_2024.txt");
    }
  }

  @Test
  void givesOneHitForEachFileWithItsBestPassage() throws Exception {
    var text = new StringBuilder("A long report\n");
    for (int i = 0; i < 200; i++) {
      text.append("The committee met in spring and spoke about the weather at length.\n");
    }
    text.append("In spring the committee elected Amalia Rodriguez as its chair.\n");
    write("report.txt", text.toString());
    write("short.txt", "Short\nA committee.");

    try (FolderWeb web = indexed()) {
      Searched searched = web.search(Query.of("committee elected Rodriguez"));

      assertThat(names(searched)).containsExactly("report.txt", "short.txt");
      assertThat(((Searched.Found) searched).hits().getFirst().snippet())
          .contains("Amalia Rodriguez")
          .hasSizeLessThan(340);
    }
  }

  @Test
  void honoursTheLimitAndFindsNothingOnASite() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(i + ".txt", "Number " + i + "\nrivers");
    }

    try (FolderWeb web = indexed()) {
      assertThat(names(web.search(new Query("rivers", 3, "", "")))).hasSize(3);
      assertThat(web.search(new Query("rivers", 3, "a.example", "")))
          .isEqualTo(new Searched.Nothing("folder"));
    }
  }

  @Test
  void doesNotIndexWhatABrowserWouldNotShow() throws Exception {
    write("a.txt", "Title\nhidden instructions for machines\nvisible words");

    try (FolderWeb web = indexed()) {
      assertThat(web.search(Query.of("instructions"))).isInstanceOf(Searched.Nothing.class);
      assertThat(names(web.search(Query.of("visible")))).containsExactly("a.txt");
    }
  }

  @Test
  void readsOnlyWhatIsNewOrChanged() throws Exception {
    write("same.txt", "Same\nrivers");
    write("touched.txt", "Touched\nrivers");
    write("changed.txt", "Changed\nrivers");
    write("gone.txt", "Gone\nrivers");
    try (FolderWeb web = web()) {
      assertThat(web.refresh(_ -> {})).isEqualTo(new Indexed(4, 4, 0, 0, List.of(), false));
    }
    reader.read.clear();
    Files.setLastModifiedTime(
        folder.resolve("touched.txt"), FileTime.from(LAST_YEAR.plusSeconds(9)));
    write("changed.txt", "Changed\nlakes and seas");
    Files.delete(folder.resolve("gone.txt"));
    write("new.txt", "New\nlakes");

    try (FolderWeb web = web()) {
      assertThat(web.refresh(_ -> {})).isEqualTo(new Indexed(4, 2, 2, 1, List.of(), false));

      assertThat(reader.read).containsExactly("changed.txt", "new.txt");
      assertThat(names(web.search(Query.of("rivers"))))
          .containsExactlyInAnyOrder("same.txt", "touched.txt");
      assertThat(names(web.search(Query.of("lakes"))))
          .containsExactlyInAnyOrder("changed.txt", "new.txt");
    }
  }

  @Test
  void noticesAChangeThatLeavesSizeAndTimeAsTheyWereMomentsAgo() throws Exception {
    Path file = write("a.txt", "A\nrivers");
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(file, now);
    try (FolderWeb web = indexed()) {
      Files.writeString(file, "A\nlakes!");
      Files.setLastModifiedTime(file, now);

      Indexed indexed = web.refresh(_ -> {});

      assertThat(indexed.read()).isEqualTo(1);
      assertThat(names(web.search(Query.of("lakes")))).containsExactly("a.txt");
    }
  }

  @Test
  void countsWhatCannotBeReadWithReasonsAndGoesOn() throws Exception {
    write("good.txt", "Good\nrivers");
    write("bad.txt", "!bad");
    write("bug.txt", "!!bug");
    write("large.txt", "x".repeat(2_000));
    var config = new FolderConfig(1_000, 10, 2, Duration.ZERO);

    try (FolderWeb web = web(config)) {
      Indexed first = web.refresh(_ -> {});
      assertThat(first.read()).isEqualTo(1);
      assertThat(first.failures())
          .extracting(Indexed.Failure::file)
          .containsExactly("bad.txt", "bug.txt", "large.txt");
      assertThat(first.failures().getFirst().why()).isEqualTo("its first character is wrong");

      reader.read.clear();
      Indexed second = web.refresh(_ -> {});
      assertThat(second.failures()).isEqualTo(first.failures());
      assertThat(reader.read).containsExactly("bug.txt");
    }
  }

  @Test
  void tellsWhatBecameOfEachFile() throws Exception {
    write("good.txt", "Good\nrivers");
    write("bad.txt", "!bad");
    try (FolderWeb web = indexed()) {
      write("new.txt", "New\nlakes");

      assertThat(web.files())
          .containsExactly(
              new FolderFile("bad.txt", FolderFile.State.FAILED, 0, "its first character is wrong"),
              new FolderFile("good.txt", FolderFile.State.READ, 0, ""),
              new FolderFile("new.txt", FolderFile.State.WAITING, 0, ""));
    }
  }

  @Test
  void everyFileWaitsWhereThereIsNoIndexYet() throws Exception {
    write("good.txt", "Good\nrivers");

    try (FolderWeb web = web()) {
      assertThat(web.files())
          .containsExactly(new FolderFile("good.txt", FolderFile.State.WAITING, 0, ""));
    }
  }

  @Test
  void anUpdateForgetsTheTextsOfAFolderThatWasEmptied() throws Exception {
    Path file = write("a.txt", "A\nrivers");
    try (FolderWeb web = indexed()) {
      Files.delete(file);

      Indexed indexed = web.update(_ -> {});

      assertThat(indexed.removed()).isEqualTo(1);
      assertThat(web.search(Query.of("rivers"))).isInstanceOf(Searched.Nothing.class);
    }
  }

  @Test
  void forgetsTheTextOfAFileThatCannotBeReadAnyMore() throws Exception {
    write("a.txt", "A\nrivers");
    write("b.txt", "B\nlakes");
    try (FolderWeb web = indexed()) {
      write("a.txt", "!A\nrivers");
      Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.from(LAST_YEAR.plusSeconds(1)));

      web.refresh(_ -> {});

      assertThat(web.search(Query.of("rivers"))).isInstanceOf(Searched.Nothing.class);
    }
  }

  @Test
  void forgetsTheTextOfAFileOnWhichTheReaderFails() throws Exception {
    write("a.txt", "A\nrivers");
    write("b.txt", "B\nlakes");
    try (FolderWeb web = indexed()) {
      write("a.txt", "!!A\nrivers");

      assertThat(web.refresh(_ -> {}).failures()).hasSize(1);

      assertThat(web.search(Query.of("rivers"))).isInstanceOf(Searched.Nothing.class);
    }
  }

  @Test
  void leavesOutHiddenFilesAndSymbolicLinks() throws Exception {
    write("seen.txt", "Seen\nrivers");
    write(".hidden.txt", "Hidden\nrivers");
    write(".git/config.txt", "Config\nrivers");
    Path outside = Files.writeString(temporary.resolve("outside.txt"), "Outside\nrivers");
    Files.createSymbolicLink(folder.resolve("link.txt"), outside);
    Files.createSymbolicLink(folder.resolve("loop"), folder);

    try (FolderWeb web = web()) {
      assertThat(web.refresh(_ -> {}).files()).isEqualTo(1);
      assertThat(names(web.search(Query.of("rivers")))).containsExactly("seen.txt");
    }
  }

  @Test
  void doesNotIndexItsOwnIndex() throws Exception {
    write("a.txt", "A\nrivers");
    Path inside = folder.resolve("index");
    try (FolderWeb web = web(inside, FolderConfig.DEFAULT)) {
      web.refresh(_ -> {});

      assertThat(web.refresh(_ -> {}).files()).isEqualTo(1);
    }
  }

  @Test
  void tellsProgressFileByFile() throws Exception {
    write("a.txt", "A\nrivers");
    write("b/c.txt", "C\nrivers");
    var told = new ArrayList<IndexProgress>();

    try (FolderWeb web = web()) {
      web.refresh(told::add);
    }

    assertThat(told)
        .containsExactly(new IndexProgress(1, 2, "a.txt"), new IndexProgress(2, 2, "b/c.txt"));
  }

  @Test
  void saysWhatIsWrongWithAFolderWithoutDocuments() throws Exception {
    assertThatThrownBy(() -> web().refresh(_ -> {}))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("holds no files");

    write("bad.txt", "!bad");
    assertThatThrownBy(() -> web().refresh(_ -> {}))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("none of the 1 files")
        .hasMessageContaining("its first character is wrong");

    folder = folder.resolve("missing");
    assertThatThrownBy(this::web)
        .isInstanceOf(WebException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void saysThatItIsNotIndexedYet() throws Exception {
    write("a.txt", "A\nrivers");

    try (FolderWeb web = web()) {
      assertThat(web.search(Query.of("rivers"))).isInstanceOf(Searched.Broken.class);
    }
  }

  @Test
  void makesADamagedIndexAnew() throws Exception {
    write("a.txt", "A\nrivers");
    indexed().close();
    try (Stream<Path> files = Files.walk(temporary.resolve("index"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("write.lock")) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
    }

    try (FolderWeb web = web()) {
      assertThat(web.refresh(_ -> {}).read()).isEqualTo(1);
      assertThat(names(web.search(Query.of("rivers")))).containsExactly("a.txt");
    }
  }

  @Test
  void goesOnFromTheLastCommitAfterACrash() throws Exception {
    for (int i = 0; i < 110; i++) {
      write("%03d.txt".formatted(i), "Number " + i + "\nrivers");
    }
    try (FolderWeb web = web()) {
      assertThatThrownBy(
              () ->
                  web.refresh(
                      progress -> {
                        if (progress.done() == 105) {
                          throw new IllegalStateException("crash");
                        }
                      }))
          .hasMessage("crash");
    }
    reader.read.clear();

    try (FolderWeb web = web()) {
      Indexed indexed = web.refresh(_ -> {});

      assertThat(indexed.unchanged()).isGreaterThanOrEqualTo(100);
      assertThat(indexed.read()).isEqualTo(110 - indexed.unchanged());
      assertThat(reader.read).hasSize(indexed.read());
    }
  }

  @Test
  void readsTheLastStateWhileAnotherProcessIsWriting() throws Exception {
    write("a.txt", "A\nrivers");
    indexed().close();
    write("b.txt", "B\nrivers");
    Path index = onlyIndex();

    try (FSDirectory directory = FSDirectory.open(index);
        Lock _ = directory.obtainLock("write.lock");
        FolderWeb web = web()) {
      assertThat(web.refresh(_ -> {})).isEqualTo(new Indexed(2, 0, 1, 0, List.of(), true));
      assertThat(names(web.search(Query.of("rivers")))).containsExactly("a.txt");
    }
  }

  @Test
  void waitsForTheFirstIndexOfAnotherProcessButNotForever() throws Exception {
    write("a.txt", "A\nrivers");
    var clock = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
    String name = PageStore.sha256(folder.toString().getBytes(StandardCharsets.UTF_8));
    Path index = Files.createDirectories(temporary.resolve("index/" + name.substring(0, 16)));

    try (FSDirectory directory = FSDirectory.open(index);
        Lock _ = directory.obtainLock("write.lock");
        FolderWeb web =
            new FolderWeb(
                folder,
                temporary.resolve("index"),
                reader,
                pages(),
                FolderConfig.DEFAULT,
                clock,
                clock::advance)) {
      assertThatThrownBy(() -> web.refresh(_ -> {}))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("30 s");
    }
  }

  @Test
  void canBeCancelledAndRefreshedLater() throws Exception {
    write("a.txt", "A\nrivers");
    try (FolderWeb web = web()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> web.refresh(_ -> {})).isInstanceOf(InterruptedException.class);

      assertThat(web.refresh(_ -> {}).read()).isEqualTo(1);
    }
  }

  @Test
  void opensAFileAndKeepsItAsAPage() throws Exception {
    Path file = write("ein ordner/fluß.txt", "Fluß\nLang.");
    try (FolderWeb web = web()) {
      Fetched fetched = web.open(file.toUri());

      assertThat(fetched).isInstanceOf(Fetched.Opened.class);
      Page page = ((Fetched.Opened) fetched).page();
      assertThat(page.robots()).isEqualTo("local file");
      assertThat(page.sha256()).isEqualTo(PageStore.sha256(Files.readAllBytes(file)));
      assertThat(pages().page(page.id())).contains(page);
      assertThat(pages().document(page.id())).contains(((Fetched.Opened) fetched).document());
      assertThat(web.open(URI.create(file.toUri() + "#part"))).isInstanceOf(Fetched.Opened.class);
    }
  }

  @Test
  void saysWhyAFileInsideCannotBeOpened() throws Exception {
    Path bad = write("bad.txt", "!bad");
    try (FolderWeb web = web()) {
      assertThat(web.open(bad.toUri())).isInstanceOf(Fetched.Unreadable.class);
      assertThat(web.open(folder.resolve("missing.txt").toUri()))
          .isInstanceOf(Fetched.Unreachable.class);
      assertThat(web.open(Files.createDirectory(folder.resolve("sub")).toUri()))
          .isInstanceOf(Fetched.Unreachable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "file:///etc/no-such-file",
        "file:{folder}/../outside.txt",
        "file:{folder}/../no-such-file.txt",
        "file:{folder}/%2e%2e/outside.txt",
        "file:{folder}/sub/../../outside.txt",
        "file:{folder}/link-out.txt",
        "file:{folder}/link-dangling.txt",
        "file:{folder}/links/outside.txt",
        "file:{folder}/links/no-such-file.txt",
        "file:{folder}/.hidden.txt",
        "file:{folder}-sibling/a.txt",
        "file:{folder}",
        "file:{folder}/a.txt?x",
        "file:{folder}/a.txt%00.png",
        "file://server/share/a.txt",
        "file:////server/share/a.txt",
        "file:a.txt",
        "a.txt",
        "http://127.0.0.1/a.txt",
        "jar:file:{folder}/a.txt!/b",
        "data:text/plain,x"
      })
  void c4RefusesEveryAddressOutsideWithTheSameAnswer(String address) throws Exception {
    write("a.txt", "A\nrivers");
    write(".hidden.txt", "Hidden\nrivers");
    Files.writeString(temporary.resolve("outside.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("link-out.txt"), temporary.resolve("outside.txt"));
    Files.createSymbolicLink(folder.resolve("link-dangling.txt"), temporary.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("links"), temporary);
    URI url =
        URI.create(address.replace("{folder}", folder.toUri().getPath().replaceFirst("/$", "")));

    try (FolderWeb web = web()) {
      assertThat(web.open(url))
          .isEqualTo(
              new Fetched.Refused(
                  url,
                  Fetched.Reason.ADDRESS,
                  "this is no address of a document in the folder; open one that a search found"));
    }
    assertThat(reader.read).isEmpty();
  }

  @Test
  void followsALinkThatStaysInside() throws Exception {
    Path file = write("a.txt", "A\nrivers");
    Path link = Files.createSymbolicLink(folder.resolve("b.txt"), file);

    try (FolderWeb web = web()) {
      assertThat(web.open(link.toUri()))
          .isInstanceOfSatisfying(
              Fetched.Opened.class,
              opened -> assertThat(opened.page().finalUrl()).isEqualTo(file.toUri()));
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(LAST_YEAR));
    return file;
  }

  private Path onlyIndex() throws IOException {
    try (Stream<Path> indexes = Files.list(temporary.resolve("index"))) {
      return indexes.findFirst().orElseThrow();
    }
  }

  private PageStore pages() {
    return new PageStore(temporary.resolve("store"));
  }

  private FolderWeb indexed() throws InterruptedException {
    FolderWeb web = web();
    web.refresh(_ -> {});
    return web;
  }

  private FolderWeb web() {
    return web(FolderConfig.DEFAULT);
  }

  private FolderWeb web(FolderConfig config) {
    return web(temporary.resolve("index"), config);
  }

  private FolderWeb web(Path index, FolderConfig config) {
    return new FolderWeb(folder, index, reader, pages(), config, Clock.systemUTC());
  }

  private static List<String> names(Searched searched) {
    return switch (searched) {
      case Searched.Found(var hits) ->
          hits.stream().map(hit -> Path.of(hit.url()).getFileName().toString()).toList();
      case Searched.Nothing _ -> List.of();
      case Searched.Throttled _, Searched.Refused _, Searched.Broken _ ->
          throw new AssertionError(searched);
    };
  }
}

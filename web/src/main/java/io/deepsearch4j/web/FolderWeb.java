package io.deepsearch4j.web;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// A folder of documents as a small internet: searched by a Lucene index on disk, opened by `file:`
/// addresses inside the folder. No network, ever. Safe to share between threads.
///
/// The index lies in a sub-folder of the index folder that is named by a hash of the folder's path;
/// several folders can share one index folder. Call [#refresh] once before the first search, and
/// whenever the folder may have changed; it reads only what did.
public final class FolderWeb implements Web, AutoCloseable {
  private static final String ENGINE = "folder";
  private static final int MAX_PASSAGES = 20_000;

  private final Path root;
  private final Path index;
  private final Directory directory;
  private final FolderGate gate;
  private final FolderText text = new FolderText();
  private final DocumentReader reader;
  private final PageStore pages;
  private final FolderConfig config;
  private final Clock clock;
  private final Pause pause;
  private @Nullable SearcherManager searchers;

  /// @throws WebException where there is no such folder
  public FolderWeb(
      Path folder,
      Path indexFolder,
      DocumentReader reader,
      PageStore pages,
      FolderConfig config,
      Clock clock) {
    this(folder, indexFolder, reader, pages, config, clock, Pause.REAL);
  }

  FolderWeb(
      Path folder,
      Path indexFolder,
      DocumentReader reader,
      PageStore pages,
      FolderConfig config,
      Clock clock,
      Pause pause) {
    if (!Files.isDirectory(folder)) {
      throw new WebException(folder + " is not a folder; name one that holds documents");
    }
    this.reader = reader;
    this.pages = pages;
    this.config = config;
    this.clock = clock;
    this.pause = pause;
    try {
      root = folder.toRealPath();
      String name = PageStore.sha256(root.toString().getBytes(StandardCharsets.UTF_8));
      Files.createDirectories(indexFolder);
      index = indexFolder.toRealPath();
      directory = FSDirectory.open(index.resolve(name.substring(0, 16)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open an index in " + indexFolder, e);
    }
    gate = new FolderGate(root);
  }

  /// Brings the index up to date and tells the progress, file by file, from the calling thread.
  /// Where another process is doing the same, its last state is read instead.
  ///
  /// @throws WebException where the folder has no file that can be read, or another process has not
  ///   made a first index in the time configured
  public Indexed refresh(Consumer<IndexProgress> progress) throws InterruptedException {
    FolderFiles files = list();
    if (files.found().isEmpty()) {
      throw new WebException(root + " holds no files; put documents into it or name another");
    }
    Indexed indexed = update(files, progress);
    if (!indexed.elsewhere()) {
      requireSomething(indexed);
    }
    return indexed;
  }

  /// Does the same for a folder that may be empty or hold nothing that can be read: what is gone
  /// from it is forgotten all the same.
  ///
  /// @throws WebException where another process has not made a first index in the time configured
  public Indexed update(Consumer<IndexProgress> progress) throws InterruptedException {
    return update(list(), progress);
  }

  private FolderFiles list() {
    return FolderFiles.list(root, index, config.maxFiles());
  }

  private Indexed update(FolderFiles files, Consumer<IndexProgress> progress)
      throws InterruptedException {
    try {
      var opened = new FolderWriter(directory, text, clock, pause).open(config.patience());
      if (opened.isEmpty()) {
        return elsewhere(files);
      }
      Indexed indexed;
      var writer = opened.get().writer();
      try {
        indexed =
            new FolderIndexing(opened.get(), text, reader, config, clock, progress).run(files);
        writer.close();
      } finally {
        // After a regular close this does nothing; else the last commit stands.
        writer.rollback();
      }
      return indexed;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the index of " + root, e);
    }
  }

  private Indexed elsewhere(FolderFiles files) throws IOException {
    try (DirectoryReader current = DirectoryReader.open(directory)) {
      var failures = new ArrayList<Indexed.Failure>();
      Map<String, FolderIndex.Stamp> stamps = FolderIndex.stamps(current);
      stamps.values().stream()
          .filter(stamp -> !stamp.failure().isEmpty())
          .forEach(stamp -> failures.add(new Indexed.Failure(stamp.file(), stamp.failure())));
      int readable = stamps.size() - failures.size();
      return new Indexed(files.found().size(), 0, readable, 0, failures, true);
    }
  }

  /// What is in the folder, and what became of each file so far. Reads no file.
  public List<FolderFile> files() {
    FolderFiles files = list();
    Map<String, FolderIndex.Stamp> stamps = stamps();
    var all = new ArrayList<FolderFile>();
    for (FolderFiles.Found file : files.found()) {
      all.add(described(file, stamps.get(file.name())));
    }
    for (Indexed.Failure failure : files.failures()) {
      all.add(new FolderFile(failure.file(), FolderFile.State.FAILED, 0, failure.why()));
    }
    return List.copyOf(all);
  }

  private Map<String, FolderIndex.Stamp> stamps() {
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return Map.of();
      }
      try (DirectoryReader current = DirectoryReader.open(directory)) {
        return FolderIndex.stamps(current);
      }
    } catch (IOException | IllegalArgumentException _) {
      // Damaged, or of another version: the next pass makes it anew.
      return Map.of();
    }
  }

  private static FolderFile described(FolderFiles.Found file, FolderIndex.@Nullable Stamp stamp) {
    if (stamp == null || !stamp.seemsToDescribe(file)) {
      return new FolderFile(file.name(), FolderFile.State.WAITING, 0, "");
    }
    // Who reads this need not know where the folder lies.
    String why = stamp.failure().replace(file.path().toUri().toString(), file.name());
    return why.isEmpty()
        ? new FolderFile(file.name(), FolderFile.State.READ, stamp.pages(), "")
        : new FolderFile(file.name(), FolderFile.State.FAILED, 0, why);
  }

  private void requireSomething(Indexed indexed) {
    if (indexed.read() + indexed.unchanged() == 0) {
      Indexed.Failure first = indexed.failures().getFirst();
      throw new WebException(
          "none of the "
              + indexed.files()
              + " files in "
              + root
              + " can be read; the first, "
              + first.file()
              + ": "
              + first.why());
    }
  }

  /// Ranks the folder's files: one hit for each, with its best passage as the snippet.
  @Override
  public Searched search(Query query) {
    if (Thread.currentThread().isInterrupted()) {
      return new Searched.Broken(ENGINE, "the search was cancelled");
    }
    var terms = text.query(query.text());
    if (terms.isEmpty() || !query.site().isEmpty()) {
      return new Searched.Nothing(ENGINE);
    }
    try {
      SearcherManager current = searchers();
      if (current == null) {
        return new Searched.Broken(ENGINE, "the folder is not indexed yet; index it first");
      }
      IndexSearcher searcher = current.acquire();
      try {
        List<Hit> hits = hits(searcher, terms.get(), query);
        return hits.isEmpty() ? new Searched.Nothing(ENGINE) : new Searched.Found(hits);
      } finally {
        current.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the index of " + root, e);
    }
  }

  private synchronized @Nullable SearcherManager searchers() throws IOException {
    if (searchers == null) {
      if (!DirectoryReader.indexExists(directory)) {
        return null;
      }
      searchers = new SearcherManager(directory, null);
    }
    searchers.maybeRefreshBlocking();
    return searchers;
  }

  private List<Hit> hits(IndexSearcher searcher, org.apache.lucene.search.Query terms, Query query)
      throws IOException {
    Map<String, FolderIndex.Passage> best = new LinkedHashMap<>();
    for (int depth = query.limit() * 8; depth <= MAX_PASSAGES; depth *= 8) {
      ScoreDoc[] found = searcher.search(terms, depth).scoreDocs;
      for (ScoreDoc one : found) {
        var passage = FolderIndex.Passage.of(searcher.storedFields().document(one.doc));
        best.putIfAbsent(passage.file(), passage);
        if (best.size() == query.limit()) {
          break;
        }
      }
      if (best.size() == query.limit() || found.length < depth) {
        break;
      }
    }
    var hits = new ArrayList<Hit>();
    for (FolderIndex.Passage passage : best.values()) {
      hits.add(
          new Hit(
              hits.size() + 1,
              passage.title(),
              root.resolve(passage.file()).toUri(),
              Snippet.around(passage.text(), query.text()),
              passage.published(),
              ENGINE));
    }
    return hits;
  }

  @Override
  public Fetched open(URI url) {
    if (Thread.currentThread().isInterrupted()) {
      return new Fetched.Unreachable(url, 0, "opening was cancelled");
    }
    return switch (gate.place(url)) {
      case FolderGate.Place.Outside _ ->
          new Fetched.Refused(
              url,
              Fetched.Reason.ADDRESS,
              "this is no address of a document in the folder; open one that a search found");
      case FolderGate.Place.Missing _ ->
          new Fetched.Unreachable(url, 0, "there is no such file in the folder (any more)");
      case FolderGate.Place.Inside(var path) -> read(url, path);
    };
  }

  private Fetched read(URI url, Path path) {
    byte[] bytes;
    try {
      bytes = FolderIndexing.bytes(path, config);
    } catch (IOException _) {
      return new Fetched.Unreachable(url, 0, "the file cannot be opened; check its rights");
    }
    if (bytes.length > config.maxBytes()) {
      return new Fetched.Unreachable(url, 0, FolderIndexing.tooLarge(bytes.length, config));
    }
    String sha256 = pages.keep(bytes);
    URI address = path.toUri();
    return switch (reader.read(new Source(bytes, "", address))) {
      case Reading.Read(var document) -> {
        var page =
            new Page(
                PageStore.pageId(address, sha256),
                url,
                address,
                List.of(),
                document.mediaType(),
                sha256,
                bytes.length,
                PageStore.sha256(document.text().getBytes(StandardCharsets.UTF_8)),
                clock.instant(),
                "local file");
        pages.keep(page, document);
        yield new Fetched.Opened(page, document);
      }
      case Reading.Unreadable(var reason, var why) ->
          new Fetched.Unreadable(url, sha256, reason, why);
    };
  }

  @Override
  public synchronized void close() {
    try {
      if (searchers != null) {
        searchers.close();
        searchers = null;
      }
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the index of " + root, e);
    }
  }
}

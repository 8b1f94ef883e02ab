package io.deepsearch4j.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// The layout of a folder's index. Each file is one *stamp* — what was read, when, with what result
/// — and its passages. Both are Lucene documents of the same commit: the index is its own manifest,
/// and after a crash the two cannot disagree.
final class FolderIndex {
  static final String FORMAT = "deepsearch4j/folder-index/2";

  private static final String KIND = "kind"; // on stamps only, so that all can be found
  private static final String FILE = "file"; // relative name, on both kinds
  private static final String STAMP = "stamp"; // relative name, on stamps only
  private static final String TITLE = "title";
  private static final String PUBLISHED = "published";
  private static final String TEXT = "text";

  private FolderIndex() {}

  /// What is known of a file.
  ///
  /// @param sha256 of its bytes
  /// @param stampedAt in milliseconds, taken before the file was read
  /// @param failure why it could not be read, or empty
  /// @param pages 0 where it has none
  record Stamp(
      String file,
      long size,
      long modified,
      String sha256,
      long stampedAt,
      String failure,
      int pages) {

    /// File systems count time in steps: a file changed just before it was stamped may change again
    /// without looking different.
    private static final long CLOCK_STEP_MILLIS = 2_000;

    boolean surelyDescribes(FolderFiles.Found found) {
      return size == found.size()
          && modified == found.modified()
          && modified < stampedAt - CLOCK_STEP_MILLIS;
    }

    /// Whether it looks as it did; enough to tell somebody, not enough to leave it unread.
    boolean seemsToDescribe(FolderFiles.Found found) {
      return size == found.size() && modified == found.modified();
    }

    Document document() {
      var document = new Document();
      document.add(new StringField(KIND, STAMP, Field.Store.NO));
      document.add(new StringField(FILE, file, Field.Store.NO));
      document.add(new StringField(STAMP, file, Field.Store.YES));
      document.add(new StoredField("size", size));
      document.add(new StoredField("modified", modified));
      document.add(new StoredField("sha256", sha256));
      document.add(new StoredField("stamped", stampedAt));
      document.add(new StoredField("failure", failure));
      document.add(new StoredField("pages", pages));
      return document;
    }

    static Stamp of(Document document) {
      return new Stamp(
          document.get(STAMP),
          document.getField("size").numericValue().longValue(),
          document.getField("modified").numericValue().longValue(),
          document.get("sha256"),
          document.getField("stamped").numericValue().longValue(),
          document.get("failure"),
          storedPages(document.getField("pages")));
    }
  }

  // An index of the format before has none, and may be looked at before it is made anew.
  private static int storedPages(@Nullable IndexableField stored) {
    return stored == null ? 0 : stored.numericValue().intValue();
  }

  /// A passage as a search finds it.
  record Passage(String file, String title, String published, String text) {
    static Passage of(Document document) {
      return new Passage(
          document.get(FILE), document.get(TITLE), document.get(PUBLISHED), document.get(TEXT));
    }
  }

  /// Replaces all that is known of a file, at once.
  static void put(
      IndexWriter writer, FolderText text, Stamp stamp, List<Passage> passages, String terms)
      throws IOException {
    var documents = new ArrayList<Document>();
    for (Passage passage : passages) {
      var document = new Document();
      document.add(new StringField(FILE, passage.file(), Field.Store.YES));
      document.add(new StoredField(TITLE, passage.title()));
      document.add(new StoredField(PUBLISHED, passage.published()));
      document.add(new StoredField(TEXT, passage.text()));
      text.addTo(document, terms, passage.text());
      documents.add(document);
    }
    documents.add(stamp.document());
    writer.updateDocuments(new Term(FILE, stamp.file()), documents);
  }

  /// Renews the stamp of a file that says the same as before.
  static void touch(IndexWriter writer, Stamp stamp) throws IOException {
    writer.updateDocument(new Term(STAMP, stamp.file()), stamp.document());
  }

  static void remove(IndexWriter writer, String file) throws IOException {
    writer.deleteDocuments(new Term(FILE, file));
  }

  static void commit(IndexWriter writer) throws IOException {
    writer.setLiveCommitData(Map.of("format", FORMAT).entrySet());
    writer.commit();
  }

  /// Every stamp, by file.
  static Map<String, Stamp> stamps(DirectoryReader reader) throws IOException {
    Map<String, Stamp> stamps = new HashMap<>();
    if (reader.numDocs() == 0) {
      return stamps;
    }
    var searcher = new IndexSearcher(reader);
    var query = new TermQuery(new Term(KIND, STAMP));
    int count = Math.max(1, searcher.count(query));
    for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
      Stamp stamp = Stamp.of(searcher.storedFields().document(hit.doc));
      stamps.put(stamp.file(), stamp);
    }
    return stamps;
  }
}

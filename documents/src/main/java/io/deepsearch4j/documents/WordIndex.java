package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.ThreadInterruptedException;

/// Ranks texts by the words they share with a question (BM25), in memory.
///
/// Each text is indexed as English stems and, where it has Chinese or Japanese characters, also as
/// words and as pairs of characters, so that a wrong word boundary costs rank and not the hit.
final class WordIndex {
  private static final String STEMS = "stems";
  private static final String WORDS = "words";
  private static final String PAIRS = "pairs";
  private static final int MAX_TERMS = 200;

  private WordIndex() {}

  /// The numbers of the texts that share a word with a question, best first.
  static List<Integer> rank(List<String> texts, String question, int limit) {
    try (var directory = new ByteBuffersDirectory();
        var analyzer =
            new PerFieldAnalyzerWrapper(
                new EnglishAnalyzer(),
                Map.of(WORDS, new SmartChineseAnalyzer(), PAIRS, new CJKAnalyzer()))) {
      try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (int i = 0; i < texts.size(); i++) {
          writer.addDocument(entry(i, texts.get(i)));
        }
      }
      try (var reader = DirectoryReader.open(directory)) {
        var searcher = new IndexSearcher(reader);
        TopDocs hits = searcher.search(query(analyzer, question), Math.max(1, limit));
        var ranked = new ArrayList<Integer>();
        for (ScoreDoc hit : hits.scoreDocs) {
          ranked.add(
              searcher
                  .storedFields()
                  .document(hit.doc)
                  .getField("number")
                  .numericValue()
                  .intValue());
        }
        return ranked;
      }
    } catch (ThreadInterruptedException cancelled) {
      // Lucene takes the mark away; whoever called must still see it.
      Thread.currentThread().interrupt();
      throw new CancellationException("ranking was cancelled");
    } catch (IOException impossible) {
      throw new UncheckedIOException("an index in memory failed", impossible);
    }
  }

  private static org.apache.lucene.document.Document entry(int number, String text) {
    var entry = new org.apache.lucene.document.Document();
    entry.add(new StoredField("number", number));
    entry.add(new TextField(STEMS, text, Field.Store.NO));
    if (isWide(text)) {
      entry.add(new TextField(WORDS, text, Field.Store.NO));
      entry.add(new TextField(PAIRS, text, Field.Store.NO));
    }
    return entry;
  }

  private static BooleanQuery query(Analyzer analyzer, String question) throws IOException {
    var query = new BooleanQuery.Builder();
    List<String> fields = isWide(question) ? List.of(STEMS, WORDS, PAIRS) : List.of(STEMS);
    for (String field : fields) {
      for (String term : terms(analyzer, field, question)) {
        query.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.SHOULD);
      }
    }
    return query.build();
  }

  private static List<String> terms(Analyzer analyzer, String field, String question)
      throws IOException {
    var terms = new TreeSet<String>();
    try (TokenStream tokens = analyzer.tokenStream(field, question)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return List.copyOf(terms);
  }

  private static boolean isWide(String text) {
    return text.chars().anyMatch(c -> c >= 0x2e80);
  }
}

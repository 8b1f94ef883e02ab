package io.deepsearch4j.web;

import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/// How text becomes search terms. Words in letters are stemmed as English; Chinese is split into
/// words, and beside it into overlapping pairs of characters, which also find what the word list
/// splits differently in page and query. Japanese and Korean live by the pairs.
final class FolderText {
  private static final String BODY = "body";
  private static final String BODY_WORDS = "body_zh";
  private static final String BODY_PAIRS = "body_cjk";
  private static final String TITLE = "title_text";
  private static final String TITLE_PAIRS = "title_cjk";
  private static final int MAX_QUERY = 1_000;

  private final Analyzer analyzer =
      new PerFieldAnalyzerWrapper(
          new EnglishAnalyzer(),
          Map.of(
              BODY_WORDS, new SmartChineseAnalyzer(),
              BODY_PAIRS, new CJKAnalyzer(),
              TITLE_PAIRS, new CJKAnalyzer()));

  Analyzer analyzer() {
    return analyzer;
  }

  void addTo(Document document, String title, String body) {
    add(document, TITLE, letters(title));
    add(document, BODY, letters(body));
    if (hasCharacters(body)) {
      add(document, BODY_WORDS, characters(body));
      add(document, BODY_PAIRS, characters(body));
    }
    if (hasCharacters(title)) {
      add(document, TITLE_PAIRS, characters(title));
    }
  }

  private static void add(Document document, String field, String text) {
    document.add(new TextField(field, text, Field.Store.NO));
  }

  /// The query for what a person typed, or empty where no term is left of it. Nothing in it is an
  /// operator.
  Optional<Query> query(String typed) {
    String text = typed.length() > MAX_QUERY ? typed.substring(0, MAX_QUERY) : typed;
    var builder = new QueryBuilder(analyzer);
    var any = new BooleanQuery.Builder();
    should(any, builder, TITLE, letters(text), 2f);
    should(any, builder, BODY, letters(text), 1f);
    should(any, builder, BODY_WORDS, characters(text), 1f);
    should(any, builder, BODY_PAIRS, characters(text), 0.5f);
    should(any, builder, TITLE_PAIRS, characters(text), 1f);
    BooleanQuery query = any.build();
    return query.clauses().isEmpty() ? Optional.empty() : Optional.of(query);
  }

  private static void should(
      BooleanQuery.Builder any, QueryBuilder builder, String field, String text, float weight) {
    Query query = builder.createBooleanQuery(field, text);
    if (query != null) {
      any.add(new BoostQuery(query, weight), BooleanClause.Occur.SHOULD);
    }
  }

  private static String letters(String text) {
    return only(text, false);
  }

  private static String characters(String text) {
    return only(text, true);
  }

  private static String only(String text, boolean characters) {
    var kept = new StringBuilder(text.length());
    text.codePoints().forEach(c -> kept.appendCodePoint(isCharacter(c) == characters ? c : ' '));
    return kept.toString();
  }

  private static boolean hasCharacters(String text) {
    return text.codePoints().anyMatch(FolderText::isCharacter);
  }

  /// Whether it belongs to a script that is written without blanks between words, or to Korean,
  /// whose endings make whole words useless as terms.
  static boolean isCharacter(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }
}

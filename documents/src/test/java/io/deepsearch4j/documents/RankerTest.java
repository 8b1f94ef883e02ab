package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RankerTest {

  @Test
  void ranksByStemmedWordsWithoutAnEmbedder() {
    Document document =
        Reads.html(
            "<p>Cats sleep.</p><p>The company's revenues were growing fast.</p><p>Dogs bark.</p>");

    List<Ranked> ranked =
        new Ranker(Embedder.none())
            .rank(document, Passages.sentences(document), "How did revenue grow?", 2);

    assertThat(ranked.getFirst().passage().text(document)).startsWith("The company");
  }

  @Test
  void ranksChineseByWordsAndPairs() {
    Document document = Reads.html("<p>公司成立于上海。</p><p>本年度营业收入增长百分之十。</p><p>天气很好。</p>");

    List<Ranked> ranked =
        new Ranker(Embedder.none()).rank(document, Passages.sentences(document), "营业收入是多少", 3);

    assertThat(ranked.getFirst().passage().text(document)).contains("营业收入");
  }

  @Test
  void findsTheAnswerOnTheLastOfThreeHundredSections() {
    var html = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      html.append("<h2>Note ")
          .append(i)
          .append("</h2><p>Nothing of interest happened here. ".repeat(1))
          .append("</p>");
    }
    Document document = Reads.html(html + "<h2>Staff</h2><p>It had 4,211 employees.</p>");

    List<Ranked> ranked =
        new Ranker(Embedder.none())
            .rank(document, Passages.of(document, 40, 0), "How many employees?", 1);

    assertThat(ranked.getFirst().passage().text(document)).contains("4,211");
  }

  @Test
  void ranksByWordsAloneWhereTheModelCannotBeLoaded() {
    Document document = Reads.html("<p>Cats sleep.</p><p>Revenues were growing fast.</p>");

    List<Ranked> ranked =
        new Ranker(new BrokenEmbedder())
            .rank(document, Passages.sentences(document), "How did revenue grow?", 1);

    assertThat(ranked.getFirst().passage().text(document)).startsWith("Revenues");
  }

  private record BrokenEmbedder() implements Embedder {
    @Override
    public int dimensions() {
      return 512;
    }

    @Override
    public float[] question(String question) {
      throw new DocumentsException("the model is damaged", new IllegalStateException());
    }

    @Override
    public List<float[]> passages(List<String> passages) {
      throw new DocumentsException("the model is damaged", new IllegalStateException());
    }

    @Override
    public void close() {}
  }

  @Test
  @Tag("slow")
  void ranksByMeaningAcrossWords() {
    Document document =
        Reads.html("<p>天气很好。</p><p>The tower is 330 metres high.</p><p>公司的员工总数为四千人。</p>");
    try (var embedder = new BgeEmbedder(1)) {
      List<Passage> sentences = Passages.sentences(document);

      var chinese = new Ranker(embedder).rank(document, sentences, "这家企业雇了几个人？", 1);
      float[] vector = embedder.question("tower");

      assertThat(chinese.getFirst().passage().text(document)).contains("员工");
      double squares = 0;
      for (float x : vector) {
        squares += x * x;
      }
      assertThat(squares).isBetween(0.999, 1.001);
      assertThat(vector).hasSize(embedder.dimensions());
    }
  }
}

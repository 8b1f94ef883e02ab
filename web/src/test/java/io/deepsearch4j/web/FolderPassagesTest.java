package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderPassagesTest {
  @Test
  void cutsLongTextAfterSentencesAndLosesNone() {
    String sentence = "The tower is 330 metres high. ";
    String text = sentence.repeat(200).strip();

    List<String> passages = FolderPassages.of(document(text));

    assertThat(passages).hasSizeGreaterThan(3).allMatch(passage -> passage.endsWith("high."));
    assertThat(String.join(" ", passages)).isEqualTo(text);
  }

  @Test
  void cutsTextWithoutAnyBreak() {
    String text = "\ud83d\ude00".repeat(2_000);

    List<String> passages = FolderPassages.of(document(text));

    assertThat(String.join("", passages)).isEqualTo(text);
    assertThat(passages).allMatch(passage -> passage.codePoints().allMatch(c -> c == 0x1F600));
  }

  @Test
  void aSnippetShowsWhereMostOfTheQueryOccurs() {
    String filler = "Nothing of interest happened that day in town. ".repeat(12);
    String passage = filler + "The committee elected Amalia as its chair. " + filler;

    String snippet = Snippet.around(passage, "who was elected chair of the committee");

    assertThat(snippet).contains("elected Amalia").startsWith("…").endsWith("…");
    assertThat(snippet).hasSizeLessThanOrEqualTo(302);
  }

  @Test
  void aSnippetFindsPairsOfChineseCharacters() {
    String passage = "今天天气很好。".repeat(60) + "紫禁城建成于一四二〇年。" + "今天天气很好。".repeat(60);

    assertThat(Snippet.around(passage, "紫禁城何时建成")).contains("一四二〇年");
  }

  private static Document document(String text) {
    return new Document("text/plain", "", "", "", text, List.of(), List.of(), List.of(), List.of());
  }
}

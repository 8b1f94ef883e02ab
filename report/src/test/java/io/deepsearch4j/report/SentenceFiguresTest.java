package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.documents.Locator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceFiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is 47 m high. | the tower, 47 m high",
        "Revenue was 3.2 billion. | Revenue (millions) 3,214",
        "营收为3.2亿元。 | 营业收入 320,000,000",
        "It opened in May 2023. | It opened on 5 May 2023",
        "It opened in 2023. | It opened on 2023-05-01",
        "It grew by 12.5 %. | growth of 12.5 percent",
        "Nobody counted. | nothing"
      })
  void aNumberThatAPassageSaysStands(String sentence, String quote) {
    assertThat(SentenceFigures.unfounded(sentence, List.of(citing(quote)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is 48 m high. | the tower, 47 m high | 48",
        "It is 33 m high. | the tower, 330 and 133 m high | 33",
        "Revenue was 3.4 billion. | Revenue (millions) 3,214 | 3.4",
        "It opened in 2024. | It opened on 2023-05-01 | 2024",
        "它高48米。 | 塔高47米 | 48"
      })
  void aNumberThatNoPassageSaysIsNamed(String sentence, String quote, String named) {
    assertThat(SentenceFigures.unfounded(sentence, List.of(citing(quote))).orElse(""))
        .contains(named);
  }

  private static Citation citing(String quote) {
    return new Citation(
        1,
        "E1",
        URI.create("https://a.example/"),
        "Title",
        quote,
        0,
        quote.length(),
        new Locator.Section(List.of()),
        "p",
        "s",
        "t",
        Instant.EPOCH,
        "no robots.txt");
  }
}

package io.deepsearch4j.documents;

import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/// Tells the East Asian encodings apart where a text is too short for statistics.
///
/// The right reading of such bytes is made of everyday characters; a wrong one is made of rare
/// ones, half-width katakana and private-use characters. The share of everyday characters decides.
final class EastAsianGuess {
  private static final int SAMPLE = 65_536;
  private static final double CONVINCING = 0.5;

  private static final List<Charset> CANDIDATES =
      List.of(
          Charset.forName("GB18030"),
          Charset.forName("windows-31j"),
          Charset.forName("EUC-JP"),
          Charset.forName("Big5-HKSCS"),
          Charset.forName("x-windows-949"));

  private static final String EVERYDAY =
      "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市许体系统收单元季度营净利润总额股份有限司报告期比增减合计"
          + "這個們來說國會時對過學開間經現實發無見長東車電話";

  private EastAsianGuess() {}

  static Optional<Charset> of(byte[] bytes) {
    byte[] sample = bytes.length <= SAMPLE ? bytes : java.util.Arrays.copyOf(bytes, SAMPLE);
    Charset best = CANDIDATES.getFirst();
    double bestScore = 0;
    for (Charset candidate : CANDIDATES) {
      double score =
          Charsets.decodeStrictly(sample, candidate).map(EastAsianGuess::everydayShare).orElse(0.0);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return bestScore >= CONVINCING ? Optional.of(best) : Optional.empty();
  }

  private static double everydayShare(CharBuffer text) {
    int foreign = 0;
    double everyday = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      foreign++;
      if ((c >= 0x3001 && c <= 0x30fe) || (c >= 0xac00 && c <= 0xd7a3)) {
        everyday++;
      } else if (EVERYDAY.indexOf(c) >= 0) {
        everyday++;
      } else if (c >= 0x4e00 && c <= 0x9fa5) {
        everyday += 0.4;
      } else if (c >= 0xff01 && c <= 0xff5e) {
        everyday += 0.8;
      }
    }
    return foreign == 0 ? 0 : everyday / foreign;
  }
}

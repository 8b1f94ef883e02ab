package io.deepsearch4j.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Writes text that means nothing, in words that come up about as unevenly as real ones do.
final class Prose {
  private static final int VOCABULARY = 5_000;
  private static final String CONSONANTS = "bcdfghklmnprstvw";
  private static final String VOWELS = "aeiou";
  private static final String CHINESE = "公司收入年度研究设备市场产品增长报告城市工程材料能源技术管理服务";

  private final RandomGenerator random;
  private final List<String> words;

  Prose(RandomGenerator random) {
    this.random = random;
    this.words = IntStream.range(0, VOCABULARY).mapToObj(_ -> word()).toList();
  }

  private String word() {
    var word = new StringBuilder();
    for (int syllable = random.nextInt(1, 5); syllable > 0; syllable--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }

  /// So many words in sentences of eight to twenty.
  String english(int count) {
    var sentences = new ArrayList<String>();
    for (int left = count; left > 0; ) {
      int length = Math.min(left, random.nextInt(8, 20));
      var sentence = new ArrayList<String>();
      for (int i = 0; i < length; i++) {
        // The cube makes low numbers frequent: the commonest word is every twentieth or so.
        sentence.add(words.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 3))));
      }
      String text = String.join(" ", sentence);
      sentences.add(Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
      left -= length;
    }
    return String.join(" ", sentences);
  }

  /// So many characters.
  String chinese(int count) {
    var text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
      if (i % 24 == 0) {
        text.append('。');
      }
    }
    return text.toString();
  }
}

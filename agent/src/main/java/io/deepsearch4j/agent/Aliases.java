package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in a document by what other names it calls a thing: `X的英文名称是 Y`, `X (Y)`, `X, also known
/// as Y`. A question may use one name and the page another.
final class Aliases {
  private static final int LONGEST_LINE = 400;
  private static final String NAME = "[\\p{L}\\d][\\p{L}\\d .&'\u2019·-]{1,60}?";
  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile(
              "("
                  + NAME
                  + ")\\s?(?:的)?(?:英文|中文|法文|德文|日文)?(?:名称|名|全称|简称|别名|译名)(?:是|为|:|:)\\s?[\"“《]?("
                  + NAME
                  + ")[\"”》]?(?=[。,,;;.]|$)"),
          Pattern.compile(
              "("
                  + NAME
                  + "),? (?:is |are )?(?:also |better |formerly )?(?:known|called)(?: in (?:English|Chinese))?(?: as)? [\"“]?("
                  + NAME
                  + ")[\"”]?(?=[.,;]|$)"),
          Pattern.compile(
              "(" + NAME + ") is the (?:English|Chinese) name of (" + NAME + ")(?=[.,;]|$)"),
          Pattern.compile("(" + NAME + ")\\s?[((](" + NAME + ")[))]"));

  private Aliases() {}

  /// Other names for a name, as the document has them; usually none.
  static List<String> of(String name, Document document) {
    Folded wanted = Folded.of(name);
    var aliases = new ArrayList<String>();
    for (Block block : document.blocks()) {
      for (String line : document.text(block.start(), block.end()).split("\n|(?<=。)")) {
        if (line.length() <= LONGEST_LINE && Folded.of(line).hasExactly(wanted)) {
          collect(line, wanted, aliases);
        }
      }
    }
    return aliases;
  }

  private static void collect(String line, Folded wanted, List<String> aliases) {
    for (Pattern pattern : PATTERNS) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        String one = matcher.group(1).strip();
        String other = matcher.group(2).strip();
        if (Folded.of(one).toString().equals(wanted.toString())) {
          aliases.add(other);
        } else if (Folded.of(other).toString().equals(wanted.toString())) {
          aliases.add(one);
        }
      }
    }
  }
}

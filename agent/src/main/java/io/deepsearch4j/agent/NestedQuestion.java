package io.deepsearch4j.agent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question inside another: what has to be known first, and what is then asked about it.
///
/// @param inner a question of its own
/// @param outer a question about [Chain#PREVIOUS]
record NestedQuestion(String inner, String outer) {
  private static final String KIND =
      "company|firm|group|organisation|organization|manufacturer|supplier|university|institution|journal|agency"
          + "|person|scientist|researcher|author|city|town|province|country";

  /// A year that ends the whole question and not the clause: `founded in` keeps its own.
  private static final String OWN_YEAR =
      "(?<!founded|established|launched|born) in (?:1[5-9]|20)\\d\\d\\b(?= ?\\?|$)";

  /// `the company that acquired X`: a description with a clause of its own.
  private static final Pattern RELATIVE =
      Pattern.compile(
          "\\bthe ("
              + KIND
              + ") (?:that|which|who) ([^,?]+?)(?=,|\\?|$|"
              + OWN_YEAR
              + "| at the end of )");

  /// `the city where X is based`, `the university where X studied`.
  private static final Pattern WHERE =
      Pattern.compile(
          "\\bthe ("
              + KIND
              + ") (?:where|in which|at which) ([^,?]+?)(?=,|\\?|$| in (?:1[5-9]|20)\\d\\d\\b| at the end of )");

  /// `the chief executive of X`: an office of somebody named.
  private static final Pattern OFFICE =
      Pattern.compile("\\bthe ((?:\\p{L}+[ -]){0,3}?\\p{L}+) of (?=\\p{Lu}|\\{)");

  private static final String SUBJECTS = "(?:公司|企业|大学|机构|期刊|学报|城市|省份|人)";

  /// `收购X的公司`, `X的首席执行官`: descriptions with 的.
  private static final Pattern CHINESE =
      Pattern.compile(
          "^([^,\uff0c?\uff1f。]{2,60}?的(?:首席执行官|首席财务官|总裁|财务总监|董事长|校长|主编|主要供应商|供应商|第一作者|收购方|制造商|生产商|主办单位|母公司|毕业院校|"
              + SUBJECTS
              + "))(?=的|[\\p{IsHan}\\d]{2,})(.+)$");

  /// The innermost question, if there is one.
  static Optional<NestedQuestion> in(String question) {
    return clause(question, RELATIVE, "Which %s %s?")
        .or(() -> where(question))
        .or(() -> office(question))
        .or(() -> chinese(question));
  }

  private static Optional<NestedQuestion> clause(String question, Pattern pattern, String form) {
    Optional<Matcher> last = last(pattern, question);
    return last.map(
        found ->
            new NestedQuestion(
                form.formatted(found.group(1), found.group(2).strip()), around(question, found)));
  }

  private static Optional<NestedQuestion> where(String question) {
    return last(WHERE, question)
        .map(
            found ->
                new NestedQuestion(
                    "In which %s is it that %s?".formatted(found.group(1), found.group(2).strip()),
                    around(question, found)));
  }

  /// Only where something else is asked about whoever holds the office.
  private static Optional<NestedQuestion> office(String question) {
    Matcher matcher = OFFICE.matcher(question);
    Optional<NestedQuestion> found = Optional.empty();
    while (matcher.find()) {
      List<Lexicon.Found> offices = Lexicon.BUILT_IN.in(Folded.of(matcher.group(1)));
      boolean office =
          offices.size() == 1
              && offices.getFirst().from() == 0
              && offices.getFirst().to() == Folded.of(matcher.group(1)).words().size()
              && (offices.getFirst().attribute().type() == AnswerType.PERSON
                  || matcher
                      .group(1)
                      .matches(
                          "(?:\\p{L}+ )?(?:supplier|manufacturer|maker|publisher|owner|parent company)"));
      String name = nameAt(question, matcher.end());
      String rest =
          question.substring(0, matcher.start())
              + question.substring(matcher.end() + name.length());
      if (office && !name.isEmpty() && asksMore(rest)) {
        found =
            Optional.of(
                new NestedQuestion(
                    asking(offices.getFirst().attribute().type())
                        + " the "
                        + matcher.group(1)
                        + " of "
                        + name
                        + "?",
                    question.substring(0, matcher.start())
                        + Chain.PREVIOUS
                        + question.substring(matcher.end() + name.length())));
      }
    }
    return found;
  }

  private static String asking(AnswerType type) {
    return type == AnswerType.PERSON ? "Who is" : "What is";
  }

  private static String nameAt(String question, int start) {
    Matcher name =
        Pattern.compile(
                "\\{\\}|\\p{Lu}[\\p{L}\\d&.-]*(?: (?:(?:of|and|the) )?(?:\\p{Lu}[\\p{L}\\d&.-]*|\\d{1,4}(?!\\d)))*")
            .matcher(question);
    return name.find(start) && name.start() == start ? name.group().replaceAll("\\.$", "") : "";
  }

  private static boolean asksMore(String rest) {
    return Folded.of(rest).words().stream()
        .anyMatch(word -> !CommonWords.isStop(word) && !CommonWords.isFiller(word));
  }

  private static Optional<NestedQuestion> chinese(String question) {
    Matcher matcher = CHINESE.matcher(question);
    if (!matcher.find()
        || matcher.group(2).replaceAll("^的", "").matches("(?:是|为)?(?:谁|哪.*|什么)[?\uff1f]?")) {
      return Optional.empty();
    }
    return Optional.of(
        new NestedQuestion(matcher.group(1) + "是哪一个?", Chain.PREVIOUS + matcher.group(2)));
  }

  private static Optional<Matcher> last(Pattern pattern, String question) {
    Matcher matcher = pattern.matcher(question);
    int start = -1;
    while (matcher.find()) {
      start = matcher.start();
    }
    return start >= 0 && matcher.find(start) ? Optional.of(matcher) : Optional.empty();
  }

  private static String around(String question, Matcher found) {
    return question.substring(0, found.start()) + Chain.PREVIOUS + question.substring(found.end());
  }
}

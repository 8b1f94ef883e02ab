package io.deepsearch4j.agent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells the type of the answer from a question's words: the question word first, then the
/// attribute it asks for.
final class QuestionType {

  private record Rule(AnswerType type, Pattern pattern) {}

  private static final List<Rule> RULES =
      List.of(
          rule(AnswerType.YEAR, "\\b(which|what) (calendar |fiscal )?year\\b|哪一?年|何年|什么年份|年份是"),
          rule(
              AnswerType.PERCENT,
              "\\b(what|which) (percentage|percent|per cent|share)\\b|百分之几|百分之多少|百分比|占比"),
          rule(
              AnswerType.DATE,
              "\\bwhen\\b|\\b(what|which) (exact )?(date|day)\\b|\\bdate of\\b|何时|什么时候|哪一?天|几月几[日号]|哪一日|什么时间|日期"),
          rule(AnswerType.PLACE, "\\bwhere\\b|哪里|哪儿|何处|何地|在哪"),
          rule(
              AnswerType.PLACE,
              "\\b(which|what) (city|town|country|place|province|village|state|region|district)\\b"
                  + "|哪座城|哪个城|哪一?个?国家|哪个省|哪个市|哪个地区|哪一地区|什么地方|哪个镇"),
          rule(
              AnswerType.ORGANISATION,
              "\\b(which|what) (\\w+ )?(company|firm|organi[sz]ation|university|institution|agency|college"
                  + "|school|journal|publisher|supplier|corporation|group|manufacturer|business|periodical)\\b"
                  + "|哪一?家|哪一?所|哪个机构|哪个公司|哪个单位|哪一?本|哪个大学|哪个期刊|什么公司|什么期刊|哪种期刊"),
          rule(
              AnswerType.TITLE,
              "\\b(which|what) (\\w+ )?(paper|article|publication|book|study|report)\\b|\\btitle of\\b"
                  + "|\\btitled?\\b|哪一?篇|标题|题目|题名"),
          rule(AnswerType.NUMBER, "\\bhow many\\b|\\bnumber of\\b|几个|几名|几位|几所|多少[个名人位家篇次台件]"));

  private static final Pattern WHO = Pattern.compile("\\bwho(m|se)?\\b|谁|哪位|何人|哪一位|姓名");
  private static final Pattern HOW_MUCH = Pattern.compile("\\bhow (much|large|high|big)\\b|多少|多大");

  private QuestionType() {}

  private static Rule rule(AnswerType type, String pattern) {
    return new Rule(type, Pattern.compile(pattern));
  }

  /// @param lower the question in lower case
  static AnswerType of(String lower, List<Lexicon.Attribute> attributes) {
    Optional<AnswerType> attribute = attributes.stream().map(Lexicon.Attribute::type).findFirst();
    if (WHO.matcher(lower).find()) {
      boolean organisation = attribute.filter(AnswerType.ORGANISATION::equals).isPresent();
      return organisation ? AnswerType.ORGANISATION : AnswerType.PERSON;
    }
    for (Rule rule : RULES) {
      if (rule.pattern().matcher(lower).find()) {
        return refine(rule.type(), attributes);
      }
    }
    if (HOW_MUCH.matcher(lower).find()) {
      return attributes.stream()
          .map(Lexicon.Attribute::type)
          .filter(AnswerType::isFigure)
          .findFirst()
          .orElse(AnswerType.NUMBER);
    }
    return attribute.orElse(AnswerType.TEXT);
  }

  /// A place where somebody studied or works is an institution.
  private static AnswerType refine(AnswerType type, List<Lexicon.Attribute> attributes) {
    boolean institution =
        attributes.stream().anyMatch(a -> a.type() == AnswerType.ORGANISATION)
            && attributes.stream().noneMatch(a -> a.type() == AnswerType.PLACE);
    if (type == AnswerType.PLACE && institution) {
      return AnswerType.ORGANISATION;
    }
    if (type == AnswerType.NUMBER
        && attributes.stream().anyMatch(a -> a.type() == AnswerType.MONEY)
        && attributes.stream().noneMatch(a -> a.type() == AnswerType.NUMBER)) {
      return AnswerType.MONEY;
    }
    return type;
  }
}

package io.deepsearch4j.practice;

import java.util.List;
import java.util.Locale;

/// Prose that says nothing in particular, as most pages do. It holds no digits and no names, so it
/// can neither give away nor contradict a fact.
final class Filler {
  private static final List<String> SUBJECTS =
      List.of(
          "the board",
          "our team",
          "management",
          "the supervisory council",
          "the working group",
          "our partners",
          "the committee",
          "each department");
  private static final List<String> VERBS =
      List.of(
          "reviewed", "continued", "extended", "prepared", "assessed", "supported", "discussed");
  private static final List<String> OBJECTS =
      List.of(
          "the programme for suppliers",
          "safety at work",
          "the training of apprentices",
          "the use of recycled water",
          "long-term agreements",
          "the rules on procurement",
          "maintenance of older equipment",
          "dialogue with neighbours");
  private static final List<String> ENDINGS =
      List.of(
          "without interruption",
          "as in earlier periods",
          "in close cooperation with others",
          "in spite of a difficult environment",
          "under the existing policy",
          "step by step");
  private static final List<String> CHINESE_SUBJECTS =
      List.of("董事会", "管理团队", "工作小组", "各部门", "合作伙伴", "委员会");
  private static final List<String> CHINESE_VERBS = List.of("继续推进", "审议了", "完善了", "评估了", "支持");
  private static final List<String> CHINESE_OBJECTS =
      List.of("供应商管理工作", "安全生产制度", "员工培训计划", "节水与回用项目", "长期合作协议", "老旧设备维护");
  private static final List<String> CHINESE_ENDINGS =
      List.of("，取得了稳步进展", "，与往期保持一致", "，并将持续改进", "，未出现重大变化");

  private final Chance chance;
  private final Language language;

  Filler(Chance chance, Language language) {
    this.chance = chance;
    this.language = language;
  }

  String paragraph(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(language.either(i == 0 ? "" : " ", "")).append(sentence());
    }
    return text.toString();
  }

  /// A headline for an item nobody asks for.
  String headline() {
    String object = chance.pick(language.either(OBJECTS, CHINESE_OBJECTS));
    return language.either("News on " + object, "关于" + object + "的通报");
  }

  private String sentence() {
    if (language == Language.CHINESE) {
      return chance.pick(CHINESE_SUBJECTS)
          + chance.pick(CHINESE_VERBS)
          + chance.pick(CHINESE_OBJECTS)
          + chance.pick(CHINESE_ENDINGS)
          + "。";
    }
    String subject = chance.pick(SUBJECTS);
    return subject.substring(0, 1).toUpperCase(Locale.ROOT)
        + subject.substring(1)
        + " "
        + chance.pick(VERBS)
        + " "
        + chance.pick(OBJECTS)
        + " "
        + chance.pick(ENDINGS)
        + ".";
  }
}

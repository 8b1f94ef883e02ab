package io.deepsearch4j.synthesis;

import java.util.ArrayList;
import java.util.List;

/// The words to search for, in the order in which they are tried: the name of what search knows by
/// name, and of everything else the places where such things are listed.
final class Queries {
  private Queries() {}

  static List<String> of(Asked asked) {
    return asked.isDescribed() ? described(asked) : named(asked);
  }

  private static List<String> named(Asked asked) {
    List<String> queries = new ArrayList<>();
    if (asked.kind().isIndexed()) {
      queries.add(asked.subject());
    }
    queries.addAll(places(asked.kind(), Words.isChinese(asked.subject())));
    return queries;
  }

  private static List<String> described(Asked asked) {
    String first = asked.conditions().getFirst().value();
    boolean chinese = Words.isChinese(first);
    if (asked.kind() != Kind.ORGANISATION) {
      return places(asked.kind(), chinese);
    }
    String when = asked.conditions().getLast().value();
    String founded = first + (chinese ? " 成立" : " founded");
    return when.matches("[0-9]{4}") ? List.of(first + " " + when, founded) : List.of(founded);
  }

  /// Where such things are listed: first in the language of the name, then in the other.
  private static List<String> places(Kind kind, boolean chinese) {
    List<String> english = english(kind);
    List<String> other = chinese(kind);
    List<String> queries = new ArrayList<>(chinese ? other : english);
    queries.addAll(chinese ? english : other);
    return queries;
  }

  private static List<String> english(Kind kind) {
    return switch (kind) {
      case ORGANISATION, PRODUCT -> List.of();
      case PERSON -> List.of("about us management", "university about", "journal about");
      case STAFF -> List.of("university staff");
      case PAPER -> List.of("journal volumes");
      case CITY -> List.of("statistics agency places");
      case REGION -> List.of("statistics agency figures by province");
      case PROGRAMME -> List.of("statistics agency notices");
    };
  }

  private static List<String> chinese(Kind kind) {
    return switch (kind) {
      case ORGANISATION, PRODUCT -> List.of();
      case PERSON -> List.of("关于我们 管理层", "大学 概况", "学报 概况");
      case STAFF -> List.of("大学 师资队伍");
      case PAPER -> List.of("学报 过刊浏览");
      case CITY -> List.of("统计局 行政区划");
      case REGION -> List.of("统计局 分省数据");
      case PROGRAMME -> List.of("统计局 通知公告");
    };
  }
}

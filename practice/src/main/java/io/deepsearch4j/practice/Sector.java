package io.deepsearch4j.practice;

import java.util.Arrays;
import java.util.List;

/// A line of business: what such companies are called and what they divide themselves into.
enum Sector {
  ENERGY("Energy", "能源", "Grid/电网;Storage/储能;Wind/风电;Heat/供热"),
  INSTRUMENTS("Instruments", "仪器", "Optics/光学;Sensors/传感;Laboratory/实验室;Metrology/计量"),
  MATERIALS("Materials", "材料", "Ceramics/陶瓷;Polymers/聚合物;Alloys/合金;Coatings/涂层"),
  SHIPPING("Shipping", "航运", "Containers/集装箱;Bulk/散货;Ports/港口;Ferries/渡轮"),
  FOODS("Foods", "食品", "Dairy/乳品;Grains/谷物;Beverages/饮料;Frozen/冷冻");

  private final String english;
  private final String chinese;
  private final String segments;

  Sector(String english, String chinese, String segments) {
    this.english = english;
    this.chinese = chinese;
    this.segments = segments;
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }

  List<Name> segments(Language language) {
    return Arrays.stream(segments.split(";"))
        .map(
            pair -> {
              int slash = pair.indexOf('/');
              String first = pair.substring(0, slash);
              return new Name(language.either(first, pair.substring(slash + 1)), first, language);
            })
        .toList();
  }
}

package io.deepsearch4j.agent;

import java.util.List;

/// Words by which sites head the lists that they keep, in English and Chinese: what to search for
/// where a thing itself stands in no index. The only words of a search that a small model may
/// choose freely; everything else it copies.
final class ListWords {
  static final List<String> QUERIES =
      List.of(
          "about us management",
          "university about",
          "journal about",
          "university staff",
          "journal volumes",
          "statistics agency places",
          "statistics agency figures by province",
          "statistics agency notices",
          "关于我们 管理层",
          "大学 概况",
          "学报 概况",
          "大学 师资队伍",
          "学报 过刊浏览",
          "统计局 行政区划",
          "统计局 分省数据",
          "统计局 通知公告");

  /// Words that narrow a copied one.
  static final List<String> BESIDE = List.of("founded", "成立");

  private ListWords() {}
}

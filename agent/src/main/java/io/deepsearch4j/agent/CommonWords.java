package io.deepsearch4j.agent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Words that carry a question's grammar and not its subject, in English and Chinese.
final class CommonWords {
  private static final Set<String> STOP =
      words(
          """
          a an the of in on at by for from to with and or as is are was were be been being do does did
          has have had what which who whom whose when where why how many much that this these those
          it its they their there then than into over about during under according per between while
          if so not no also can could would should will shall may might must please tell me give name
          state report reported reports amount amounted stand stood total figure value long
          many far s his her he she him them one any some all both each every such only
          reach reached achieve achieved earn earned generate generated post posted record recorded
          call called find say says show shows list listed end ended come came take took place hold
          held get got made employ employed serve serves serving current currently latest exactly
          times often find spend spent appear appeared lie lies know happen happened you i we our your full whom
          """);

  private static final Set<String> FILLER =
      words(
          """
          company firm corporation enterprise business group organisation organization institution
          university college agency authority office segment division unit branch area region year
          fiscal financial annual calendar number count name person people city town country place
          paper article study publication journal magazine title day date month week amount sum
          million billion thousand trillion percent percentage euro euros dollar dollars usd eur gbp
          cny rmb yuan pound pounds currency statistics dataset table data website page document
          individual money product people person scholar researcher professor scientist author academic publisher
          """);

  private static final List<String> STOP_PHRASES =
      phrases(
          """
          分别 总共 一共 共有 共计 合计 达到 达 为 是 的 了 在 于 有 请问 根据 按照 其 该 这 那 及 以及 和 与 或
          多少 几 哪一年 哪年 哪一天 哪天 何年 何时 何地 何处 何人 什么时候 什么 时候 哪里 哪儿 哪座 哪个 哪家 哪所 哪一
          哪位 哪些 哪篇 哪本 哪种 哪 谁 怎样 如何 吗 呢 吧 被 由 把 从 到 对 中 里 上 下 所 是否 名叫 叫做 叫 名为
          全年 年度 当年 年末 年底 截至 期间 目前 现任 担任 出任 位 家 个 篇 本 名 人 名字 姓名 名称 实现 录得 请 写出
          告诉 我 位于 来自 之 一 两 数 年 月 日 号 花了 花费 花 钱 计划 预计 打算 召开 举行 举办 开始 使用 拥有 雇 用 公布 报告
          """);

  private static final List<String> FILLER_PHRASES =
      phrases(
          """
          公司 企业 集团 机构 大学 部门 分部 业务 板块 地区 城市 国家 省 市 论文 文章 期刊 杂志 人员 产品 数据 统计 数额
          金额 数量 总额 人民币 万元 亿元 百万元 千元 元 欧元 美元 百万 亿 万 千 百分之 百分比 比例 年份 日期 单位 学者 研究者 教授
          万人 人数 范围 情况 规模
          """);

  private CommonWords() {}

  private static Set<String> words(String block) {
    return Arrays.stream(block.strip().split("\\s+"))
        .map(word -> Folded.of(word).words().getFirst().stem())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> phrases(String block) {
    return Arrays.stream(block.strip().split("\\s+"))
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  static boolean isStop(Folded.Word word) {
    return STOP.contains(word.stem());
  }

  static boolean isFiller(Folded.Word word) {
    return FILLER.contains(word.stem());
  }

  /// Length of the stop phrase that begins at a word, in words; 0 for none.
  static int stopPhrase(Folded text, int at) {
    return phrase(STOP_PHRASES, text, at);
  }

  /// Length of the filler phrase that begins at a word, in words; 0 for none.
  static int fillerPhrase(Folded text, int at) {
    return phrase(FILLER_PHRASES, text, at);
  }

  private static int phrase(List<String> phrases, Folded text, int at) {
    for (String phrase : phrases) {
      if (begins(phrase, text, at)) {
        return phrase.length();
      }
    }
    return 0;
  }

  private static boolean begins(String phrase, Folded text, int at) {
    if (at + phrase.length() > text.words().size()) {
      return false;
    }
    for (int i = 0; i < phrase.length(); i++) {
      if (!text.words().get(at + i).exact().equals(phrase.substring(i, i + 1))) {
        return false;
      }
    }
    return true;
  }
}

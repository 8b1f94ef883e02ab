package io.deepsearch4j.practice;

import java.util.List;

/// Every relation in Chinese.
final class ChinesePhrases {
  private ChinesePhrases() {}

  static Phrases of(Relation relation) {
    return switch (relation) {
      case ALSO_KNOWN_AS -> value(List.of("{s}的英文名称是 {v}。"), "{s}的英文名称是什么？");
      case FOUNDED -> value(List.of("{s}成立于{v}年。", "{s}创立于{v}年。"), "{s}成立于哪一年？", "{s}是在哪一年创立的？");
      case HEADQUARTERS -> name(List.of("{s}总部位于{v}。", "{s}设在{v}。"), "{s}总部所在的城市", "{s}的总部在哪座城市？");
      case CHIEF_EXECUTIVE ->
          name(
              List.of("{v}任{s}首席执行官。", "{s}的首席执行官是{v}。"),
              "{s}的首席执行官",
              "{s}的首席执行官是谁？",
              "谁担任{s}的首席执行官？");
      case FINANCE_CHIEF ->
          name(
              List.of("{v}任{s}首席财务官。", "{s}的首席财务官是{v}。"),
              "{s}的首席财务官",
              "{s}的首席财务官是谁？",
              "谁担任{s}的首席财务官？");
      case MAIN_SUPPLIER -> name(List.of("{s}的主要供应商是{v}。"), "{s}的主要供应商", "{s}的主要供应商是哪家公司？");
      case MADE_BY ->
          name(List.of("{s}由{v}生产。", "{v}生产{s}。"), "生产{s}的公司", "{s}是哪家公司生产的？", "哪家公司生产{s}？");
      case LAUNCHED -> value(List.of("{s}于{v}年上市。"), "{s}于哪一年上市？");
      case ACQUIRED_BY ->
          name(List.of("{v}收购了{s}。", "{s}被{v}收购。"), "收购{s}的公司", "哪家公司收购了{s}？", "{s}被哪家公司收购？");
      case ACQUIRED_ON -> value(List.of("对{s}的收购于{v}完成。"), "对{s}的收购于哪一天完成？");
      case ACQUISITION_PRICE -> value(List.of("收购{s}的价格为{v}。"), "收购{s}的价格是多少？", "收购{s}花了多少钱？");
      case REVENUE -> value(List.of("{year}年{s}的营业收入为{v}。"), "{s}{year}年的营业收入是多少？");
      case SEGMENT_REVENUE ->
          value(
              List.of("{year}年{s}{segment}业务收入为{v}。"),
              "{s}{year}年{segment}业务的收入是多少？",
              "{year}年，{s}的{segment}分部收入是多少？");
      case MARKET_REVENUE ->
          value(List.of("{year}年{s}在{market}的销售额为{v}。"), "{s}{year}年在{market}的销售额是多少？");
      case NET_INCOME ->
          value(List.of("{year}年{s}的净利润为{v}。"), "{s}{year}年的净利润是多少？", "{year}年{s}的净利润有多少？");
      case RESEARCH_SPENDING -> value(List.of("{year}年{s}的研发支出为{v}。"), "{s}{year}年的研发支出是多少？");
      case EMPLOYEES ->
          value(
              List.of("截至{year}年末，{s}共有员工{v}人。"), "{s}{year}年末有多少名员工？", "截至{year}年末，{s}的员工人数是多少？");
      case PLANT_EMPLOYEES ->
          value(List.of("截至{year}年末，{s}{plant}有员工{v}人。"), "{year}年末，{s}{plant}有多少名员工？");
      case ORDER_BACKLOG -> value(List.of("截至{year}年末，{s}的在手订单为{v}。"), "{s}{year}年末的在手订单金额是多少？");
      case INVESTMENT_TARGET -> value(List.of("{s}计划在{year}年投资{v}。"), "{s}计划在{year}年投资多少？");
      case MEETING_DATE -> value(List.of("{s}{year}年度股东大会于{v}召开。"), "{s}{year}年度股东大会于哪一天召开？");
      case BORN -> value(List.of("{s}生于{v}年。"), "{s}出生于哪一年？", "{s}是哪一年出生的？");
      case STUDIED_AT -> name(List.of("{s}毕业于{v}。", "{s}曾就读于{v}。"), "{s}毕业的大学", "{s}毕业于哪所大学？");
      case HOME_TOWN -> name(List.of("{s}在{v}长大。"), "{s}长大的城市", "{s}在哪座城市长大？");
      case RECTOR -> name(List.of("{v}任{s}校长。", "{s}的校长是{v}。"), "{s}的校长", "{s}的校长是谁？");
      case ENROLMENT -> value(List.of("{year}年{s}在校学生为{v}人。"), "{s}{year}年有多少在校学生？");
      case OFFICE -> value(List.of("{s}的办公室是{v}。"), "{s}的办公室是哪一间？");
      case WORKS_AT -> name(List.of("{s}任教于{v}。"), "{s}任教的大学", "{s}在哪所大学任教？");
      case PUBLISHED_BY -> name(List.of("{s}由{v}主办。"), "主办{s}的大学", "{s}由哪所大学主办？");
      case ISSN -> value(List.of("{s}的 ISSN 为 {v}。"), "{s}的 ISSN 是什么？");
      case EDITOR -> name(List.of("{v}任{s}主编。"), "{s}的主编", "{s}的主编是谁？");
      case APPEARED_IN -> name(List.of("{s}发表于{v}。"), "发表{s}的期刊", "{s}发表在哪本期刊上？");
      case FIRST_AUTHOR -> name(List.of("{s}的第一作者是{v}。"), "{s}的第一作者", "{s}的第一作者是谁？");
      case VOLUME -> value(List.of("{s}载于第{v}卷。"), "{s}载于第几卷？");
      case PAGES -> value(List.of("{s}载于第{v}页。"), "{s}的页码范围是什么？", "{s}载于哪几页？");
      case IDENTIFIER -> value(List.of("{s}的 DOI 为 {v}。"), "{s}的 DOI 是什么？");
      case CITES -> name(List.of("{s}引用了{v}。"), "");
      case CITATIONS -> value(List.of("截至{as of}，{s}被引{v}次。"), "截至{as of}，{s}被引用了多少次？");
      case IN_REGION -> name(List.of("{s}位于{v}。"), "{s}所在的省份", "{s}位于哪个省？");
      case PRODUCTION -> value(List.of("{year}年{s}的工业产量为{v}。"), "{s}{year}年的工业产量是多少？");
      case CAPACITY -> value(List.of("截至{year}年末，{s}的装机容量为{v}。"), "{s}{year}年末的装机容量是多少？");
      case DEADLINE -> value(List.of("{s}的申请截止日期为{v}。"), "{s}的申请截止日期是哪一天？");
      case PROGRAMME_BUDGET -> value(List.of("{s}的预算为{v}。"), "{s}的预算是多少？");
    };
  }

  private static Phrases value(List<String> sentences, String... questions) {
    return new Phrases(sentences, "", List.of(questions));
  }

  private static Phrases name(List<String> sentences, String noun, String... questions) {
    return new Phrases(sentences, noun, List.of(questions));
  }
}

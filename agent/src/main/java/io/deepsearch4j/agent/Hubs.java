package io.deepsearch4j.agent;

import java.util.List;
import java.util.regex.Pattern;

/// What kinds of pages lead to what kinds of facts: figures of companies stand behind investor
/// pages, those of regions behind statistics, rooms behind staff lists. General knowledge of how
/// sites are built.
final class Hubs {
  private static final List<Hub> ALL =
      List.of(
          hub(
              "doi|\\bcite|citation|paper|article|author|journal|volume|issn|\\bpages?\\b|\u201c|\u300a|论文|期刊|作者|被引|引用|页码|学报",
              "journal|volume|issue|paper|article|publication|metrics|期刊|学报|卷|论文|文章|目录",
              "journal volumes",
              "期刊 卷期"),
          hub(
              "\\boffice\\b|\\broom\\b|telephone|e-?mail|\\bborn\\b|birth|editor|rector|\\bchair|chief|president|\\bled by\\b|studied|study|grow up|grew up|办公室|房间|主编|校长|总裁|首席|董事长|负责人|出生|毕业|就读|长大|家乡|籍贯",
              "staff|people|person|team|management|governance|board|faculty|profile|about|关于|概况|治理|师资|人员|团队|管理|领导|编委|人物",
              "staff people",
              "人员 师资"),
          hub(
              "production|capacity|population|province|region|statistic|产量|装机|容量|省|人口|统计",
              "statistic|agency|局|\\bdata|region|place|district|统计|数据|区划|地区",
              "statistics",
              "统计"),
          hub(
              "programme|program|deadline|budget|application|grant|计划|截止|预算|申请|项目",
              "agency|authority|foundation|ministry|基金|局|notice|programme|program|call|funding|grant|announcement|通知|公告|计划|项目",
              "programme notices",
              "通知 公告"),
          hub(
              "revenue|income|profit|sales|\\bsell|employee|headcount|backlog|invest|research|meeting|people work|营业|利润|收入|销售|员工|订单|投资|研发|股东",
              "investor|report|annual|result|financ|figure|投资者|报告|年报|业绩|财务",
              "annual report investors",
              "年度报告 投资者关系"),
          hub(
              "acqui|price paid|\\bpaid\\b|bought|took over|taken over|takeover|收购|并购",
              "news|press|archive|release|story|stories|新闻|公告|动态",
              "news acquisition",
              "新闻 收购"));

  private Hubs() {}

  private record Hub(Pattern asked, Pattern leads, String english, String chinese) {}

  private static Hub hub(String asked, String leads, String english, String chinese) {
    return new Hub(
        Pattern.compile(asked, Pattern.CASE_INSENSITIVE),
        Pattern.compile(leads, Pattern.CASE_INSENSITIVE),
        english,
        chinese);
  }

  private static List<Hub> of(String question) {
    return ALL.stream().filter(hub -> hub.asked().matcher(question).find()).toList();
  }

  /// Whether a link's words or address look like a way to what a question asks for.
  static boolean lead(Asked asked, String words) {
    return of(asked.withoutNames()).stream().anyMatch(hub -> hub.leads().matcher(words).find());
  }

  /// Searches for the pages that lead there.
  static List<String> queries(Asked asked, boolean chinese) {
    return of(asked.withoutNames()).stream()
        .map(hub -> chinese ? hub.chinese() : hub.english())
        .toList();
  }
}

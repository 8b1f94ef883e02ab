package io.deepsearch4j.report;

import java.util.Locale;

/// The words of a report that are not the run's own, in English and Chinese.
enum Label {
  ANSWER("Answer", "回答"),
  QUESTION("Question", "问题"),
  NO_ANSWER("No answer was found.", "没有找到答案。"),
  OPEN("Still unknown", "尚不清楚"),
  CLAIMS("Claims", "逐句核查"),
  SENTENCE("Sentence", "句子"),
  VERDICT("Verdict", "结论"),
  NOTES("Notes", "脚注"),
  EVIDENCE("Evidence", "证据"),
  OBJECTION("Objection", "异议"),
  PLAN("Plan", "计划"),
  TO_ESTABLISH("To establish", "需要查明"),
  SEARCHES("First searches", "最初的检索"),
  ADDRESSES("First addresses", "最初的网址"),
  ENOUGH("Enough when", "何时足够"),
  SOURCES("Sources", "来源"),
  ADDRESS("Address", "网址"),
  FETCHED("Fetched", "获取时间"),
  ROBOTS("Robots decision", "robots 决定"),
  BYTES_HASH("SHA-256 of the bytes", "字节的 SHA-256"),
  TEXT_HASH("SHA-256 of the text", "文本的 SHA-256"),
  CITED("Cited in", "引用于"),
  REMARKS("Remarks", "说明"),
  BILL("Bill", "账单"),
  ROLE("Role", "角色"),
  CALLS("Calls", "调用"),
  TOKENS_IN("Tokens in", "输入词元"),
  TOKENS_OUT("Tokens out", "输出词元"),
  COST("Cost", "费用"),
  TOTAL("Total", "合计"),
  RUN("Run", "运行"),
  SETTING("Setting", "设置"),
  VALUE("Value", "值"),
  STATE("State", "状态"),
  STOPPED("Stopped because", "停止原因"),
  CONFIDENCE("Confidence", "置信度"),
  STARTED("Asked", "提问时间"),
  CHANGED("Last changed", "最后更改"),
  SECONDS("Active seconds", "活动秒数"),
  MODEL_CALLS("Model calls", "模型调用"),
  TOOL_CALLS("Tool calls", "工具调用"),
  MODELS("Models", "模型"),
  NO_MODEL("No language model was used: what you read was extracted by rules.", "未使用语言模型：内容由规则提取。"),
  SUPPORTED("supported", "有依据"),
  PARTLY("partly supported", "部分有依据"),
  UNSUPPORTED("not supported", "无依据"),
  CONTRADICTED("contradicted", "与证据矛盾"),
  UNCHECKED("not checked", "未核查"),
  PARTIAL("Partial answer", "部分回答"),
  FAILED("The run failed", "运行失败"),
  CANCELLED("Cancelled", "已取消"),
  UNFINISHED("The run has not ended", "运行尚未结束"),
  COMPLETE("Complete", "完成"),
  MORE_SENTENCES("more sentences are in the JSON form of this report", "个句子见本报告的 JSON 格式");

  private final String english;
  private final String chinese;

  Label(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// The words in a language; in English where there are none.
  String in(String language) {
    return language.toLowerCase(Locale.ROOT).startsWith("zh") ? chinese : english;
  }
}

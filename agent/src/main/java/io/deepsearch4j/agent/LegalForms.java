package io.deepsearch4j.agent;

import java.util.regex.Pattern;

/// How names of organisations end, in English and Chinese: with a legal form (`AG`, `有限公司`), or
/// with the word for what they are (`大学`).
final class LegalForms {
  private static final Pattern LATIN =
      Pattern.compile(
          "[,\\s]+(AG|SE|PLC|plc|Inc\\.?|Corp\\.?|Corporation|Ltd\\.?|Limited|GmbH|S\\.?A\\.?|N\\.?V\\.?|B\\.?V\\.?"
              + "|LLC|Co\\.?|KG|KGaA|A/S|AB|ASA|Oyj|SpA|S\\.p\\.A\\.)$");
  private static final Pattern CHINESE =
      Pattern.compile("(集团)?(股份有限公司|有限责任公司|有限公司|公司)$|(?<=.{2})(集团|业务|分部|板块|部门)$");
  private static final Pattern ORGANISATION =
      Pattern.compile(".{2,}(公司|集团|大学|学院|研究院|研究所|医院|银行|委员会|管理局|统计局|局|出版社|学报|期刊|杂志|协会|基金会)");
  private static final Pattern SUFFIX = Pattern.compile("(股份|有限|责任|公司|集团公司|社|院).*", Pattern.DOTALL);

  private LegalForms() {}

  /// A name without its legal form, or the name itself.
  static String without(String name) {
    String bare = CHINESE.matcher(LATIN.matcher(name).replaceFirst("")).replaceFirst("");
    return bare.length() < 2 ? name : bare;
  }

  /// Whether a Chinese text is the full name of an organisation.
  static boolean endsOrganisation(String text) {
    return ORGANISATION.matcher(text).matches();
  }

  /// Whether a Chinese text begins with what still belongs to a name before it.
  static boolean beginsSuffix(String text) {
    return SUFFIX.matcher(text).matches();
  }
}

package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds names in a text: runs of capitalised words in Latin script; in Chinese a surname with a
/// given name, a text that ends as organisations end, a text after the words that introduce places.
final class NameSpans {
  private static final String CAPITAL = "\\p{Lu}(?:[\\p{L}\\d'\u2019\u2010-]|\\.(?=\\s\\p{Lu}))*";
  private static final Pattern RUN =
      Pattern.compile(
          "(?<![\\p{L}\\d])"
              + CAPITAL
              + "(?:\\s(?:&\\s|(?:of|and|for|the|de|du|van|von|der|la)\\s){0,2}(?:"
              + CAPITAL
              + "|\\d{1,4}(?![\\d.,%])))*");
  private static final Pattern HONORIFIC =
      Pattern.compile("^(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\\.?\\s+");
  private static final String SURNAME =
      "(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
          + "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝])";
  private static final Pattern CHINESE_PERSON = Pattern.compile(SURNAME + "\\p{IsHan}{1,2}");
  private static final Pattern CHINESE_ORGANISATION =
      Pattern.compile(
          "[\\p{IsHan}A-Za-z0-9()()·]{2,24}?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|大学|学院|研究院|研究所|银行|委员会|局|出版社|学报|期刊|杂志|协会|基金会|中心)(?!有限|股份|集团)");
  private static final Pattern CHINESE_PLACE =
      Pattern.compile(
          "(?:位于|设在|在(?=\\p{IsHan}{1,7}[市省县州区镇])|坐落于|座落于|总部在|来自|出生于|地处|籍贯为?|家乡是|设于|迁至)\\s?(\\p{IsHan}{1,7}?[市省县州区镇]|\\p{IsHan}{2,8}?(?=[,。;、,.;\\s的设开建长]|$))");
  private static final String VERB = "(?:生产|制造|收购|并购|出版|主办|供应|提供|建造|承建|研发|开发|拥有|控股)";
  private static final List<Pattern> CHINESE_PARTIES =
      List.of(
          Pattern.compile("[由被](\\p{IsHan}{2,16}?)(?:负责)?" + VERB),
          Pattern.compile(
              "(?:^|[,。;、,;\\s])([\\p{IsHan}&&[^了被由的]]{2,16}?)(?:已经|已|宣布|完成|成功|完成了)?"
                  + VERB
                  + "(?!的|商|方|社)"),
          Pattern.compile(
              "(?:供应商|制造商|生产商|厂商|母公司|出版社|出版商|收购方|买方|主办单位|出版单位)(?:是|为|::)(\\p{IsHan}{2,16})(?=[,。;、,;]|$)"),
          Pattern.compile(
              "(?:任职于|毕业于|就读于|供职于|就职于|刊载于|发表于|刊登于|发表在|刊登在|刊于)[《]?(\\p{IsHan}{2,20}?)(?=[》,。;、,;]|$)"));
  private static final Pattern LEADING =
      Pattern.compile("^.*?(?:[由向被与和及为是在于至从对]|收购了?|来自|任职于|毕业于|隶属|供应商|就读)(?=.{3,})");

  private static final String VERBS = "任为是于在出担接和与的现曾";

  private NameSpans() {}

  static List<Span> persons(String text) {
    var persons = new ArrayList<Span>();
    for (Span run : runs(text)) {
      Span bare = withoutHonorific(text, run);
      long words = bare.of(text).split("\\s+").length;
      if (words >= 2 && words <= 4) {
        persons.add(bare);
      }
    }
    int end = -1;
    for (Span span : ValueSpans.all(CHINESE_PERSON, text, 0)) {
      // A surname right after a name is a verb: 任 takes up an office as often as it is a name.
      if (span.start() != end) {
        Span bare = withoutVerb(text, span);
        persons.add(bare);
        end = bare.end();
      }
    }
    return persons;
  }

  private static Span withoutVerb(String text, Span person) {
    boolean verb = VERBS.indexOf(text.charAt(person.end() - 1)) >= 0;
    return verb && person.end() - person.start() > 2
        ? new Span(person.start(), person.end() - 1)
        : person;
  }

  static List<Span> organisations(String text) {
    List<Span> organisations = new ArrayList<>(runs(text));
    for (Span span : ValueSpans.all(CHINESE_ORGANISATION, text, 0)) {
      var lead = LEADING.matcher(span.of(text));
      organisations.add(lead.find() ? new Span(span.start() + lead.end(), span.end()) : span);
    }
    for (Pattern party : CHINESE_PARTIES) {
      organisations.addAll(ValueSpans.all(party, text, 1));
    }
    return organisations;
  }

  static List<Span> places(String text) {
    List<Span> places = new ArrayList<>(runs(text));
    places.addAll(ValueSpans.all(CHINESE_PLACE, text, 1));
    return places;
  }

  private static List<Span> runs(String text) {
    var runs = new ArrayList<Span>();
    for (Span run : ValueSpans.all(RUN, text, 0)) {
      int start = run.start();
      String first = run.of(text).split("\\s", 2)[0];
      boolean stop = Folded.of(first).words().stream().anyMatch(CommonWords::isStop);
      if (stop) {
        start += first.length();
        while (start < run.end() && !Character.isUpperCase(text.charAt(start))) {
          start++;
        }
      }
      if (start < run.end()) {
        runs.add(new Span(start, run.end()));
      }
    }
    return runs;
  }

  private static Span withoutHonorific(String text, Span run) {
    var matcher = HONORIFIC.matcher(run.of(text));
    return matcher.find() && matcher.end() < run.end() - run.start()
        ? new Span(run.start() + matcher.end(), run.end())
        : run;
  }
}

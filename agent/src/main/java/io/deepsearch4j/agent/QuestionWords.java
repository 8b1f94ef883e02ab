package io.deepsearch4j.agent;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes a question apart: quoted titles, years, names, attributes, other words. Whatever one step
/// has taken, the next ones leave alone. Not safe to share.
final class QuestionWords {
  private static final Pattern QUOTED =
      Pattern.compile(
          "[\u201c\"\u300a\u300c\u300e]([^\u201d\"\u300b\u300d\u300f]{2,300})[\u201d\"\u300b\u300d\u300f]");
  private static final Pattern YEAR = Pattern.compile("(?:1[5-9]|20)\\d\\d");
  private static final Set<String> CONNECTORS =
      Set.of("of", "and", "for", "the", "de", "du", "van", "von");
  private static final Set<String> TITLED_ROLES =
      Set.of("mr", "mrs", "ms", "dr", "prof", "professor", "sir", "dame");

  private final String raw;
  private final Folded text;
  private final boolean[] taken;
  private final TreeMap<Integer, Need> needs = new TreeMap<>();
  private final List<Lexicon.Attribute> attributes = new ArrayList<>();

  QuestionWords(String question) {
    raw = question;
    text = Folded.of(question);
    taken = new boolean[text.words().size()];
  }

  Asked asked() {
    takeQuoted();
    takeDays();
    takeYears();
    takeLatinNames();
    List<Lexicon.Found> found = takeAttributes();
    takeRest();
    AnswerType type = QuestionType.of(raw.toLowerCase(Locale.ROOT), attributes);
    weigh(found, type);
    return new Asked(raw, type, List.copyOf(needs.values()), text);
  }

  private void takeQuoted() {
    Matcher matcher = QUOTED.matcher(raw);
    while (matcher.find()) {
      int from = firstWordAt(matcher.start(1));
      int to = firstWordAt(matcher.end(1));
      if (from < to) {
        name(from, to);
      }
    }
  }

  private int firstWordAt(int offset) {
    int i = 0;
    while (i < taken.length && text.words().get(i).start() < offset) {
      i++;
    }
    return i;
  }

  /// A whole day: its year is essential, its month and day may be left out or written otherwise.
  private void takeDays() {
    for (CalendarDays.Named named : CalendarDays.in(raw)) {
      int from = firstWordAt(named.span().start());
      int to = firstWordAt(named.span().end());
      if (from < to && free(from, to)) {
        take(from, to);
        String year = Integer.toString(named.day().getYear());
        needs.put(from, Need.of(Need.Kind.YEAR, year, 2.5));
        needs.put(to - 1, new Need(Need.Kind.WORD, rawText(from, to), forms(named.day()), 1));
      }
    }
  }

  private static List<Need.Form> forms(LocalDate day) {
    String month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return Stream.of(
            "%2$d %3$s %1$d",
            "%3$s %2$d %1$d", "%1$d年%4$d月%2$d日", "%1$d-%4$02d-%2$02d", "%1$d-%4$d-%2$d")
        .map(
            pattern ->
                pattern.formatted(day.getYear(), day.getDayOfMonth(), month, day.getMonthValue()))
        .map(written -> new Need.Form(Folded.of(written), true, 1))
        .toList();
  }

  private void takeYears() {
    for (int i = 0; i < taken.length; i++) {
      String word = text.words().get(i).exact();
      if (!taken[i] && YEAR.matcher(word).matches()) {
        taken[i] = true;
        needs.put(i, Need.of(Need.Kind.YEAR, word, 2.5));
      }
    }
  }

  private void takeLatinNames() {
    int i = 0;
    while (i < taken.length) {
      if (!beginsName(i)) {
        i++;
        continue;
      }
      int end = nameEnd(i);
      int from = withoutRole(i, end);
      int to = withoutTrailingAttribute(from, end);
      if (from < to && !isAttribute(from, to)) {
        name(from, to);
      }
      i = end;
    }
  }

  private boolean beginsName(int i) {
    return capital(i) && !CommonWords.isStop(text.words().get(i)) && !month(i);
  }

  private boolean capital(int i) {
    return !taken[i] && Character.isUpperCase(raw.codePointAt(text.words().get(i).start()));
  }

  private boolean month(int i) {
    return text.words()
        .get(i)
        .exact()
        .matches(
            "january|february|march|april|may|june|july|august|september|october|november|december");
  }

  private int nameEnd(int from) {
    int end = from + 1;
    int i = end;
    while (i < taken.length && !taken[i] && adjacent(i - 1, i)) {
      if (capital(i) || partNumber(i) || initial(i)) {
        end = i + 1;
      } else if (!CONNECTORS.contains(text.words().get(i).exact()) || i - end >= 2) {
        break;
      }
      i++;
    }
    return end;
  }

  private boolean partNumber(int i) {
    return Character.isDigit(text.words().get(i).exact().charAt(0));
  }

  private boolean initial(int i) {
    return text.words().get(i).exact().length() == 1 && !text.words().get(i).ideograph();
  }

  /// Whether nothing but a blank, a hyphen, an ampersand or a full stop stands between two words.
  private boolean adjacent(int i, int j) {
    String between = raw.substring(text.words().get(i).end(), text.words().get(j).start());
    return between.length() <= 3 && between.strip().matches("[-&./\u2010-\u2013]?");
  }

  /// `CEO of X`, `Dr. X`: the name begins later.
  private int withoutRole(int from, int end) {
    if (TITLED_ROLES.contains(text.words().get(from).exact())) {
      return from + 1;
    }
    for (Lexicon.Found found : Lexicon.BUILT_IN.in(text.part(from, end))) {
      int of = from + found.to();
      AnswerType type = found.attribute().type();
      boolean role = type != AnswerType.ORGANISATION && type != AnswerType.TITLE;
      if (found.from() == 0 && role && of + 1 < end && text.words().get(of).exact().equals("of")) {
        return of + 1;
      }
    }
    return from;
  }

  private int withoutTrailingAttribute(int from, int end) {
    for (Lexicon.Found found : Lexicon.BUILT_IN.in(text.part(from, end))) {
      boolean abbreviation =
          found.to() - found.from() == 1
              && found.from() > 0
              && found.attribute().type() != AnswerType.PLACE;
      if (abbreviation && from + found.to() == end && shouted(from + found.from())) {
        return from + found.from();
      }
    }
    return end;
  }

  private boolean shouted(int i) {
    Folded.Word word = text.words().get(i);
    String written = raw.substring(word.start(), word.end());
    return written.length() > 1 && written.equals(written.toUpperCase(Locale.ROOT));
  }

  private boolean isAttribute(int from, int to) {
    List<Lexicon.Found> found = Lexicon.BUILT_IN.in(text.part(from, to));
    return found.size() == 1 && found.getFirst().from() == 0 && found.getFirst().to() == to - from;
  }

  private List<Lexicon.Found> takeAttributes() {
    var kept = new ArrayList<Lexicon.Found>();
    for (Lexicon.Found found : Lexicon.BUILT_IN.in(text)) {
      if (free(found.from(), found.to())) {
        take(found.from(), found.to());
        kept.add(found);
        attributes.add(found.attribute());
      }
    }
    return kept;
  }

  private boolean free(int from, int to) {
    for (int i = from; i < to; i++) {
      if (taken[i]) {
        return false;
      }
    }
    return true;
  }

  private void take(int from, int to) {
    for (int i = from; i < to; i++) {
      taken[i] = true;
    }
  }

  private void takeRest() {
    int i = 0;
    while (i < taken.length) {
      if (taken[i]) {
        i++;
      } else if (text.words().get(i).ideograph()) {
        i = takeIdeographs(i);
      } else {
        takeWord(i++);
      }
    }
  }

  private void takeWord(int i) {
    Folded.Word word = text.words().get(i);
    if (CommonWords.isStop(word)) {
      return;
    }
    boolean filler = CommonWords.isFiller(word) || word.exact().length() == 1;
    needs.put(
        i,
        filler
            ? Need.of(Need.Kind.FILLER, word.exact(), 0.2)
            : Need.of(Need.Kind.WORD, word.exact(), 1));
  }

  private int takeIdeographs(int from) {
    int stop = CommonWords.stopPhrase(text, from);
    if (stop > 0) {
      return from + stop;
    }
    int filler = CommonWords.fillerPhrase(text, from);
    if (filler > 0 && !continues(from + filler)) {
      needs.put(from, filler(from, from + filler));
      return from + filler;
    }
    int to = from + 1;
    while (continues(to) && !endsOrganisation(from, to)) {
      to++;
    }
    if (to - from > 1) {
      ideographs(from, to);
    }
    return to;
  }

  /// Where the names are written in Latin script, a short Chinese rest is an ordinary word.
  private void ideographs(int from, int to) {
    boolean latinNames =
        needs.values().stream()
            .anyMatch(n -> n.kind() == Need.Kind.NAME && !Folded.hasIdeographs(n.text()));
    if (latinNames && to - from <= 3) {
      needs.put(from, Need.of(Need.Kind.WORD, rawText(from, to), 1));
    } else {
      name(from, to);
    }
  }

  private Need filler(int from, int to) {
    return Need.of(Need.Kind.FILLER, rawText(from, to), 0.2);
  }

  private boolean continues(int i) {
    return i < taken.length
        && !taken[i]
        && text.words().get(i - 1).end() == text.words().get(i).start()
        && (text.words().get(i).ideograph() ? CommonWords.stopPhrase(text, i) == 0 : partNumber(i));
  }

  private boolean endsOrganisation(int from, int to) {
    return LegalForms.endsOrganisation(rawText(from, to))
        && !LegalForms.beginsSuffix(raw.substring(text.words().get(to).start()));
  }

  private String rawText(int from, int to) {
    return raw.substring(text.words().get(from).start(), text.words().get(to - 1).end());
  }

  private void name(int from, int to) {
    take(from, to);
    String name = rawText(from, to);
    var forms = new ArrayList<Need.Form>();
    forms.add(new Need.Form(text.part(from, to), true, 1));
    String bare = LegalForms.without(name);
    if (!bare.equals(name)) {
      forms.add(new Need.Form(Folded.of(bare), true, 0.9));
    }
    needs.put(from, new Need(Need.Kind.NAME, name, forms, 3));
  }

  /// The attribute asked for is the first whose values are of the answer's type, or else the first;
  /// the others only narrow.
  private void weigh(List<Lexicon.Found> found, AnswerType type) {
    int asked = 0;
    for (int i = found.size() - 1; i >= 0; i--) {
      if (compatible(found.get(i).attribute().type(), type)) {
        asked = i;
      }
    }
    for (int i = 0; i < found.size(); i++) {
      Lexicon.Found one = found.get(i);
      var named = new ArrayList<Lexicon.Found>(List.of(one));
      if (i == asked) {
        named.addAll(alike(found, type));
      }
      List<Need.Form> forms = forms(named);
      needs.put(
          one.from(),
          i == asked
              ? new Need(Need.Kind.ATTRIBUTE, rawText(one.from(), one.to()), forms, 2.5)
              : new Need(Need.Kind.FILLER, rawText(one.from(), one.to()), forms, 0.5));
    }
  }

  /// What names the same thing: an event may be called by either of two words, as in `the
  /// acquisition was completed`, and a place as well, as in `in which province does it lie`.
  private static List<Lexicon.Found> alike(List<Lexicon.Found> found, AnswerType type) {
    return found.stream()
        .filter(
            one ->
                type.isTime()
                    ? one.attribute().type() != AnswerType.PLACE
                    : type == AnswerType.PLACE && one.attribute().type() == AnswerType.PLACE)
        .toList();
  }

  private static List<Need.Form> forms(List<Lexicon.Found> found) {
    return found.stream()
        .flatMap(one -> one.attribute().wordings().stream())
        .map(wording -> new Need.Form(wording, false, 1))
        .toList();
  }

  private static boolean compatible(AnswerType attribute, AnswerType type) {
    return attribute == type
        || (attribute.isFigure() && type.isFigure())
        || (attribute.isTime() && type.isTime());
  }
}

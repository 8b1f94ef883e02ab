package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import java.util.ArrayList;
import java.util.List;

/// Fits a question's needs to the document it is put to: names gain the other names the document
/// gives, a Chinese name that the document knows only as two is taken for two, and words of a
/// script the document does not use are not asked of it.
final class Localised {
  private static final int LONGEST_SCANNED = 2_000_000;
  private static final int SHORTEST_OWNER = 3;

  private final Document document;
  private final Folded text;

  private Localised(Document document) {
    this.document = document;
    String all = document.text();
    text =
        Folded.of(
            document.title() + " \n " + all.substring(0, Math.min(all.length(), LONGEST_SCANNED)));
  }

  static Asked of(Asked asked, Document document) {
    var localised = new Localised(document);
    var needs = new ArrayList<Need>();
    for (Need need : asked.needs()) {
      switch (need.kind()) {
        case NAME -> needs.addAll(localised.name(need));
        case WORD -> {
          if (localised.sharesScript(need)) {
            needs.add(need);
          }
        }
        case YEAR, ATTRIBUTE, FILLER -> needs.add(need);
      }
    }
    return new Asked(asked.text(), asked.type(), needs, asked.folded());
  }

  private List<Need> name(Need need) {
    if (need.in(text) == 0) {
      return split(need);
    }
    List<String> aliases = Aliases.of(need.text(), document);
    if (aliases.isEmpty()) {
      return List.of(need);
    }
    var forms = new ArrayList<>(need.forms());
    aliases.forEach(alias -> forms.add(new Need.Form(Folded.of(alias), true, 0.95)));
    return List.of(new Need(need.kind(), need.text(), forms, need.weight()));
  }

  /// `甲公司乙厂` names a company and its plant. Both parts must be known to the document, and the first
  /// must be long enough not to be a part of another name by chance.
  private List<Need> split(Need need) {
    List<Folded.Word> words = need.forms().getFirst().phrase().words();
    Folded name = need.forms().getFirst().phrase();
    boolean chinese = words.stream().allMatch(Folded.Word::ideograph);
    for (int at = words.size() - 2; chinese && at >= SHORTEST_OWNER; at--) {
      Folded owner = name.part(0, at);
      Folded part = name.part(at, words.size());
      if (text.hasExactly(owner) && text.hasExactly(part)) {
        return List.of(half(owner, need), half(part, need));
      }
    }
    return List.of(need);
  }

  private static Need half(Folded part, Need whole) {
    String written = part.toString().replace(" ", "");
    return new Need(
        whole.kind(), written, List.of(new Need.Form(part, true, 1)), whole.weight() * 0.75);
  }

  private boolean sharesScript(Need need) {
    boolean chinese = Folded.hasIdeographs(need.text());
    boolean documentIsChinese = document.language().startsWith("zh");
    return chinese
        ? documentIsChinese || need.in(text) > 0
        : !documentIsChinese || need.in(text) > 0;
  }
}

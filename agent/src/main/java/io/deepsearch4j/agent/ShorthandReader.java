package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import io.deepsearch4j.chat.ReplyForms.Quoted;
import io.deepsearch4j.chat.Thinking;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Reads by asking a small model in shorthand. What it answers must stand in the lines it was
/// shown, and is quoted from the document itself.
final class ShorthandReader implements DocumentQa {
  private static final String IS = "is ";
  private static final String OPEN = "open ";
  private static final String NOTHING = "nothing here";
  private static final int MOST_OPENED = 4;
  private static final double SURE = 0.9;
  private static final double DOUBTED = 0.5;

  private final Thinking thinking;
  private final Thinking judging;

  /// @param judging how what was found is judged
  ShorthandReader(Thinking thinking, Thinking judging) {
    this.thinking = thinking;
    this.judging = judging;
  }

  /// Reads; and what the judge does not find in the line that it rests on is read for once more,
  /// without that line. What is doubted then is told with the links that lead on.
  @Override
  public Finding read(Assignment assignment, Purchases calls) {
    ShorthandExcerpt excerpt = ShorthandExcerpt.of(assignment);
    Finding first = read("read", assignment, excerpt, calls);
    if (!isFound(first) || stands("check", first, assignment, calls)) {
      return first;
    }
    Finding second = read("read-again", assignment, excerpt.without(first.quotes()), calls);
    if (isFound(second) && stands("check-again", second, assignment, calls)) {
      return second;
    }
    return doubted(first, second.links());
  }

  private Finding read(
      String slot, Assignment assignment, ShorthandExcerpt excerpt, Purchases calls) {
    Reply reply = calls.reply(slot, Part.READER, request(assignment, excerpt));
    List<String> lines = ShorthandLinks.lines(reply.message().text(), MOST_OPENED);
    if (!lines.isEmpty() && lines.getFirst().startsWith(IS)) {
      String value = lines.getFirst().substring(IS.length()).strip();
      return found(value, reply.message().reasoning(), assignment, excerpt);
    }
    return elsewhere(lines, excerpt);
  }

  private static boolean isFound(Finding finding) {
    return finding.status() != Finding.Status.NOT_FOUND;
  }

  private boolean stands(String slot, Finding finding, Assignment assignment, Purchases calls) {
    List<String> quotes =
        finding.quotes().stream()
            .map(quote -> assignment.document().text(quote.start(), quote.end()))
            .toList();
    String sentence = ShorthandLinks.sentence(assignment.question(), finding.answer());
    return ShorthandJudge.stands(sentence, quotes, judging, slot, calls);
  }

  private static Finding doubted(Finding finding, List<Finding.NextLink> links) {
    return new Finding(
        Finding.Status.PARTIAL,
        finding.answer(),
        DOUBTED,
        finding.quotes(),
        List.of(),
        links,
        finding.coverage(),
        List.of("the quotes were judged not to say so"));
  }

  /// The request: a pure function of what is read and for what.
  ChatRequest request(Assignment assignment, ShorthandExcerpt excerpt) {
    URI url = assignment.page().finalUrl();
    var text = new StringBuilder(ShorthandLinks.line(assignment.question(), 300)).append('\n');
    text.append(ShorthandLinks.address(url)).append('\n');
    if (!excerpt.title().isEmpty()) {
      text.append(excerpt.title()).append('\n');
    }
    excerpt.lines().forEach(line -> text.append(line.text()).append('\n'));
    excerpt.links().keySet().forEach(link -> text.append(link).append('\n'));
    return Shorthand.request("read", text.toString().strip(), thinking, forms(assignment, excerpt));
  }

  /// A thought is a line of the page, a link of it, or that there is nothing. What is answered
  /// stands in the line that was thought of, and only its unit elsewhere; what is described by more
  /// than one line may be named in another.
  private static ReplyForms forms(Assignment assignment, ShorthandExcerpt excerpt) {
    var shown = new LinkedHashSet<String>();
    excerpt.quotable().forEach(line -> shown.add(line.text()));
    shown.add(excerpt.title());
    List<String> units = shown.stream().flatMap(line -> Units.written(line).stream()).toList();
    shown.addAll(excerpt.links().keySet());
    shown.remove("");
    boolean described = assignment.question().startsWith(ShorthandLinks.DESCRIBED + " ");
    var forms = new ArrayList<Form>();
    forms.add(Form.of(new Fixed(IS), described ? new Copied(160) : new Quoted(160)));
    if (!units.isEmpty()) {
      forms.add(Form.of(new Fixed(IS), new Quoted(60), new Fixed(" "), new OneOf(units)));
    }
    if (!excerpt.links().isEmpty()) {
      var link = new OneOf(List.copyOf(excerpt.links().keySet()));
      var parts = new ArrayList<ReplyForms.Part>();
      for (int i = 0; i < Math.min(MOST_OPENED, excerpt.links().size()); i++) {
        parts.add(new Fixed((i == 0 ? "" : "\n") + OPEN));
        parts.add(link);
        forms.add(new Form(parts));
      }
    }
    forms.add(Form.of(new Fixed("no")));
    var thoughts = new ArrayList<Form>(List.of(Form.of(new Fixed(NOTHING))));
    if (!shown.isEmpty()) {
      thoughts.add(Form.of(new OneOf(List.copyOf(shown))));
    }
    return new ReplyForms(thoughts, forms);
  }

  private static Finding found(
      String value, String thought, Assignment assignment, ShorthandExcerpt excerpt) {
    List<Finding.Quote> quotes = quotes(value, thought, assignment, excerpt);
    if (value.isEmpty() || quotes.isEmpty()) {
      return nothing(excerpt, List.of("the answer does not stand in what was shown"));
    }
    Optional<String> doubt = FactCheck.unfounded(value, assignment.document(), quotes);
    return new Finding(
        doubt.isEmpty() ? Finding.Status.ANSWERED : Finding.Status.PARTIAL,
        value,
        doubt.isEmpty() ? SURE : DOUBTED,
        quotes,
        List.of(),
        List.of(),
        excerpt.coverage(),
        doubt.map(List::of).orElse(List.of()));
  }

  private static Finding elsewhere(List<String> lines, ShorthandExcerpt excerpt) {
    var links = new ArrayList<Finding.NextLink>();
    for (String line : lines) {
      String label = line.startsWith(OPEN) ? line.substring(OPEN.length()).strip() : "";
      URI url = excerpt.links().get(label);
      if (url != null) {
        String anchor = label.substring(0, label.lastIndexOf(' '));
        links.add(new Finding.NextLink(url, anchor, SURE - 0.1 * links.size(), ""));
      }
    }
    return new Finding(
        Finding.Status.NOT_FOUND,
        "",
        0,
        List.of(),
        List.of(),
        links,
        excerpt.coverage(),
        List.of());
  }

  private static Finding nothing(ShorthandExcerpt excerpt, List<String> remarks) {
    return new Finding(
        Finding.Status.NOT_FOUND,
        "",
        0,
        List.of(),
        List.of(),
        List.of(),
        excerpt.coverage(),
        remarks);
  }

  /// The line that the thought copied, where there was one and it holds the value, otherwise the
  /// first that does; and what gives the numbers of the question and the unit of the value.
  private static List<Finding.Quote> quotes(
      String value, String thought, Assignment assignment, ShorthandExcerpt excerpt) {
    String plain = ShorthandLinks.line(thought, 300);
    List<ShorthandExcerpt.Line> holding =
        excerpt.quotable().stream().filter(line -> holds(line.text(), value)).toList();
    if (holding.isEmpty()) {
      return List.of();
    }
    ShorthandExcerpt.Line first =
        holding.stream()
            .filter(line -> !plain.isEmpty() && line.text().contains(plain))
            .findFirst()
            .orElse(holding.getFirst());
    var chosen = new ArrayList<ShorthandExcerpt.Line>(List.of(first));
    for (Folded.Word word : Folded.of(assignment.question() + " " + value).words()) {
      boolean number = word.exact().chars().anyMatch(Character::isDigit);
      if (number && chosen.stream().noneMatch(line -> names(line, word))) {
        excerpt.quotable().stream()
            .filter(line -> names(line, word))
            .findFirst()
            .ifPresent(chosen::add);
      }
    }
    String question = ShorthandLinks.link(assignment.question());
    List<String> supports =
        assignment.open().stream()
            .filter(condition -> question.endsWith(ShorthandLinks.link(condition.text())))
            .map(Plan.Condition::id)
            .limit(1)
            .toList();
    return chosen.stream()
        .map(
            line ->
                new Finding.Quote(
                    line.start(), line.end(), Evidence.Polarity.SUPPORTS, supports, false))
        .toList();
  }

  private static boolean names(ShorthandExcerpt.Line line, Folded.Word word) {
    return Folded.of(line.text()).words().stream()
        .anyMatch(other -> other.exact().equals(word.exact()));
  }

  /// Whether a line holds a value, or the number that it begins with where its unit stands apart.
  private static boolean holds(String line, String value) {
    int space = value.indexOf(' ');
    return line.contains(value)
        || (space > 0
            && Character.isDigit(value.charAt(0))
            && line.contains(value.substring(0, space)));
  }
}

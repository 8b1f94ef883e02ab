package io.deepsearch4j.agent;

import io.deepsearch4j.agent.ShorthandExcerpt.Line;
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
import java.util.stream.Stream;

/// Reads by asking a small model in shorthand. What it answers must stand in the lines it was
/// shown, and is quoted from the document itself.
final class ShorthandReader implements DocumentQa {
  private static final String IS = "is ";
  private static final String OPEN = "open ";
  private static final int MOST_OPENED = 4;
  private static final double SURE = 0.9;
  private static final double DOUBTED = 0.5;

  private final Thinking thinking;

  ShorthandReader(Thinking thinking) {
    this.thinking = thinking;
  }

  @Override
  public Finding read(Assignment assignment, Purchases calls) {
    ShorthandExcerpt excerpt = ShorthandExcerpt.of(assignment);
    Reply reply = calls.reply("read", Part.READER, request(assignment, excerpt));
    List<String> lines = ShorthandLinks.lines(reply.message().text(), MOST_OPENED);
    String thought = ShorthandLinks.line(reply.message().reasoning(), 300);
    if (lines.isEmpty() || !lines.getFirst().startsWith(IS)) {
      return elsewhere(lines, excerpt);
    }
    if (excerpt.links().containsKey(thought) && !isDescribed(assignment)) {
      // A link answers nothing; who thinks of it wants to follow it.
      return elsewhere(List.of(OPEN + thought), excerpt);
    }
    String value = lines.getFirst().substring(IS.length()).strip();
    URI url = assignment.page().finalUrl();
    if (ShorthandNames.areMissing(assignment.question(), url, excerpt)
        || thought.equals(value)
        || thought.equals(value + ".")) {
      return elsewhere(List.of(), excerpt);
    }
    return found(
        YearCells.value(value, thought, assignment.question()), thought, assignment, excerpt);
  }

  private static boolean isDescribed(Assignment assignment) {
    return assignment.question().startsWith(ShorthandLinks.DESCRIBED + " ");
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
    List<String> units =
        Stream.concat(Stream.of(excerpt.title()), excerpt.lines().stream().map(Line::text))
            .flatMap(line -> Units.written(line).stream())
            .distinct()
            .toList();
    var forms = new ArrayList<Form>();
    forms.add(Form.of(new Fixed(IS), isDescribed(assignment) ? new Copied(160) : new Quoted(160)));
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
    var thoughts = new OneOf(ShorthandThoughts.of(assignment.question(), excerpt));
    return new ReplyForms(List.of(Form.of(thoughts)), forms);
  }

  private static Finding found(
      String value, String thought, Assignment assignment, ShorthandExcerpt excerpt) {
    List<Finding.Quote> quotes = quotes(value, thought, assignment, excerpt);
    if (value.isEmpty() || quotes.isEmpty()) {
      return notFound(List.of(), excerpt, List.of("the answer does not stand in what was shown"));
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

  /// The links that bear a name of the question come before those that the model chose, and the
  /// next page of a list behind them: a small model overlooks both.
  private static Finding elsewhere(List<String> lines, ShorthandExcerpt excerpt) {
    var shown = new LinkedHashSet<>(excerpt.leads().named());
    for (String line : lines) {
      shown.add(line.startsWith(OPEN) ? line.substring(OPEN.length()).strip() : "");
    }
    shown.addAll(excerpt.leads().onward());
    var links = new ArrayList<Finding.NextLink>();
    for (String label : shown) {
      URI url = excerpt.links().get(label);
      if (url != null && links.size() < MOST_OPENED) {
        String anchor = label.substring(0, label.lastIndexOf(' '));
        links.add(new Finding.NextLink(url, anchor, SURE - 0.1 * links.size(), ""));
      }
    }
    return notFound(links, excerpt, List.of());
  }

  private static Finding notFound(
      List<Finding.NextLink> links, ShorthandExcerpt excerpt, List<String> remarks) {
    return new Finding(
        Finding.Status.NOT_FOUND, "", 0, List.of(), List.of(), links, excerpt.coverage(), remarks);
  }

  /// The line that the thought copied, where there was one and it holds the value, otherwise the
  /// first that does; and what gives the numbers of the question and the unit of the value.
  private static List<Finding.Quote> quotes(
      String value, String thought, Assignment assignment, ShorthandExcerpt excerpt) {
    String plain = ShorthandLinks.line(thought, 300);
    List<Line> holding =
        excerpt.quotable().stream().filter(line -> holds(line.text(), value)).toList();
    if (holding.isEmpty()) {
      return List.of();
    }
    Line first =
        holding.stream()
            .filter(line -> !plain.isEmpty() && line.text().contains(plain))
            .findFirst()
            .orElse(holding.getFirst());
    var chosen = new ArrayList<Line>(List.of(first));
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

  private static boolean names(Line line, Folded.Word word) {
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

package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Question;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.practice.QuestionWish.Findability;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.RunRecord;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch demo`: a question about the practice web whose answer lies in an attachment that no
/// search index holds. No key, no network; nano-R, which comes with the program, or no model.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Answers a question about a made-up web on this machine: no key, no network. The model is",
      "nano-R, which comes with the program and knows made-up webs only; --model none goes by rules.",
      "The answer lies in an attachment, several clicks from the page that search finds."
    },
    footer = {"", "Example:", "  deepsearch demo --seed 8"})
final class DemoCommand implements Callable<Integer> {
  private static final int CANDIDATES = 40;
  private static final int SEVERAL = 2;
  private static final Pattern ATTACHMENT = Pattern.compile(".*\\.xlsx");

  private final Console console;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "2",
      description = "Which made-up web; 2 if not given.")
  private long seed = 2;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "",
      description = "nano-r or none; nano-r if not given and if it is there.")
  private String model = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SettingsTree mine = settings.load(console, List.of());
    // Only the place of the data is taken over: the demo needs no key and no other model.
    var plain = new SettingsTree();
    plain.set("home", mine.value("home").asString(), mine.origins().getOrDefault("home", ""));
    boolean nano = withNano();
    if (nano) {
      plain.set("model", LocalName.NANO, "the demo");
    }
    Config config = ConfigLoader.config(plain, console.environment());
    int port = PracticePort.of(seed);
    PracticeQuestion practice = question(port);
    console.tell("The made-up web " + seed + " is served on this machine only.");
    console.tell(
        nano
            ? "The model is nano-R: it runs in this process and knows made-up webs, nothing else."
            : "No language model is used: what is read is extracted by rules.");
    console.tell("Question: " + practice.text());
    console.tell(
        "The answer lies in " + practice.goldenPath().getLast() + ", which no index holds.");
    console.tell("");
    var sources = new Sources(new Sources.Practice(seed, port), List.of());
    var asked =
        new Question(practice.text(), practice.language(), LocalDate.now(ZoneId.systemDefault()));
    RunRecord report =
        new Foreground(console, false)
            .ask(config, new Asking(asked, List.of(), new Errand(sources, plain)));
    int code = AskCommand.deliver(console, report, false, new OutFile.None());
    console.tell("");
    console.tell(
        "The practice web knows the answer: "
            + practice.answer()
            + (practice.accepts(report.answer().answer()) ? ". That is what was found." : "."));
    return code;
  }

  private boolean withNano() {
    return switch (model) {
      case "" -> ShippedModel.exists(LocalName.NANO);
      case LocalName.NANO -> {
        ShippedModel.folder(LocalName.NANO);
        yield true;
      }
      case "none" -> false;
      default ->
          throw new SettingException(
              "the demo has nano-r or none, not "
                  + Plain.line(model, 40)
                  + "; for other models there is ask --practice");
    };
  }

  /// The one with the longest way among the first questions whose answer lies in an attached table.
  private PracticeQuestion question(int port) {
    try (PracticeWeb web = PracticeWeb.start(seed, port)) {
      List<URI> indexed = web.indexed();
      return web
          .questions()
          .of(QuestionWish.of(1, CANDIDATES).with(Findability.NOT_INDEXED).in("en"))
          .stream()
          .filter(one -> ATTACHMENT.matcher(one.goldenPath().getLast().getPath()).matches())
          .filter(one -> clicks(one, indexed) >= SEVERAL)
          .filter(one -> isInItsLanguage(one, web))
          .findFirst()
          .orElseThrow(
              () ->
                  new SettingException(
                      "the web of seed " + seed + " has no such question; try another"));
    }
  }

  private static boolean isInItsLanguage(PracticeQuestion question, PracticeWeb web) {
    return web.facts().all().stream()
        .filter(fact -> question.factIds().contains(fact.id()))
        .allMatch(fact -> fact.language().equals(question.language()));
  }

  private static long clicks(PracticeQuestion question, List<URI> indexed) {
    return question.goldenPath().stream().filter(url -> !indexed.contains(url)).count();
  }
}

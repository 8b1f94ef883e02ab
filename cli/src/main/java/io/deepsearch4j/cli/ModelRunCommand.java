package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.engine.Drafted;
import io.deepsearch4j.engine.LocalModel;
import io.deepsearch4j.engine.SamplingOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch model run`: a conversation with a model in the terminal.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Talks with a model: questions in, one a line; answers out as they are written.",
      "What it thinks and how fast it is goes to standard error."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch model run ./q4",
      "  deepsearch model run ./q4 --prompt \"Why is the sky blue?\""
    })
final class ModelRunCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of a model with its tokenizer, or local:NAME.")
  private String place = "";

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "Answer this and end; - reads it from standard input.")
  private @Nullable String prompt;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the model is told first.")
  private String system = "";

  @Option(
      names = "--thinking",
      paramLabel = "PACE",
      defaultValue = "SLOW",
      description = "fast or slow; slow if not given.")
  private Thinking thinking = Thinking.SLOW;

  @ArgGroup(
      exclusive = false,
      heading =
          "%nHow tokens are drawn (as the model's makers want it, unless you say otherwise)%n")
  private Drawing drawing = new Drawing();

  @Mixin private SettingFlags settings = new SettingFlags();

  ModelRunCommand(Console console) {
    this.console = console;
  }

  /// How tokens are drawn.
  static final class Drawing {
    @Option(names = "--temperature", paramLabel = "T", description = "0 for the likeliest always.")
    private @Nullable Double temperature;

    @Option(
        names = "--top-k",
        paramLabel = "N",
        description = "Draw from the N likeliest; 0 for all.")
    private @Nullable Integer topK;

    @Option(
        names = "--top-p",
        paramLabel = "P",
        description = "Draw from the likeliest that have this share together.")
    private @Nullable Double topP;

    @Option(
        names = "--min-p",
        paramLabel = "P",
        description = "Draw from those at least this times as likely as the likeliest.")
    private @Nullable Double minP;

    @Option(
        names = "--max-tokens",
        paramLabel = "N",
        defaultValue = "4096",
        description = "Of one reply, thinking included; 4096 if not given.")
    private int maxTokens = 4_096;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "-1",
        description = "The same seed gives the same text.")
    private long seed = -1;

    SamplingOptions over(SamplingOptions options) {
      return options.withFilters(
          topK == null ? options.topK() : topK,
          options.topP(),
          minP == null ? options.minP() : minP,
          options.topNSigma());
    }

    Sampling sampling(SamplingOptions options) {
      return new Sampling(
          temperature == null ? options.temperature() : temperature,
          topP == null ? options.topP() : topP,
          maxTokens,
          seed);
    }
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    Path folder =
        LocalName.is(place)
            ? LocalName.folder(LocalName.absolute(place, console.folder()), config.folder())
            : ModelPlace.folder(console, place);
    try (LocalModel model = open(folder, config)) {
      SamplingOptions options = drawing.over(model.options());
      var random = new SecureRandom();
      var chat =
          new ModelChat(
              console,
              model.chat(String.valueOf(folder.getFileName()), options, random::nextLong),
              system,
              thinking,
              drawing.sampling(options),
              System::nanoTime);
      if (prompt == null) {
        chat.talk();
        tell(model.drafted());
        return Exit.DONE;
      }
      Reply reply = chat.ask(QuestionText.of(List.of(prompt), console.in()));
      tell(model.drafted());
      return reply.finish() == Reply.Finish.LENGTH ? Exit.PARTIAL : Exit.DONE;
    }
  }

  private LocalModel open(Path folder, Config config) {
    var screen = new Screen(console.err(), console.columns());
    try (var progress = new BytesProgress(screen, "loading", "cancelling")) {
      return LocalModel.open(folder, config.engine(), progress);
    }
  }

  private void tell(Drafted drafted) {
    if (drafted.proposed() > 0) {
      console.tell(
          "%d of %d tokens that were guessed ahead were right"
              .formatted(drafted.accepted(), drafted.proposed()));
    }
  }
}

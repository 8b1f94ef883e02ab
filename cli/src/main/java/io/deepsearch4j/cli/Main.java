package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunException;
import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.engine.EngineException;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.tokenizer.TokenizerException;
import io.deepsearch4j.evaluation.EvaluationException;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.ReportException;
import io.deepsearch4j.server.ServerException;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.tokenizer.TokenizerTrainingException;
import io.deepsearch4j.web.WebException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program: `deepsearch COMMAND`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Console.system(), arguments));
  }

  /// Runs one command and answers the exit code.
  static int run(Console console, String... arguments) {
    return commands(console, List.of(arguments)).execute(arguments);
  }

  // Commands of a group are made only where the group is named, because making them takes time.
  private static CommandLine commands(Console console, List<String> arguments) {
    var line = new CommandLine(new DeepSearchCommand());
    line.addSubcommand(new AskCommand(console));
    line.addSubcommand(new DemoCommand(console));
    line.addSubcommand(new ServeCommand(console));
    line.addSubcommand(new McpCommand(console));
    var runs = new CommandLine(new RunsCommand());
    if (arguments.contains("runs")) {
      runs.addSubcommand(new RunsListCommand(console))
          .addSubcommand(new RunsShowCommand(console))
          .addSubcommand(new RunsResumeCommand(console))
          .addSubcommand(new RunsCancelCommand(console))
          .addSubcommand(new RunsDeleteCommand(console))
          .addSubcommand(new RunsReplayCommand(console))
          .addSubcommand(new RunsExportCommand(console))
          .addSubcommand(new RunsBundleCommand(console))
          .addSubcommand(new RunsVerifyCommand(console));
    }
    var practice = new CommandLine(new PracticeCommand());
    if (arguments.contains("practice")) {
      practice
          .addSubcommand(new PracticeWorldsCommand(console))
          .addSubcommand(new PracticeQuestionsCommand(console))
          .addSubcommand(new PracticeLessonsCommand(console))
          .addSubcommand(new PracticeServeCommand(console));
    }
    var model = new CommandLine(new ModelCommand());
    if (arguments.contains("model")) {
      model
          .addSubcommand(new ModelInfoCommand(console))
          .addSubcommand(new ModelQuantizeCommand(console))
          .addSubcommand(new ModelVerifyCommand(console))
          .addSubcommand(new ModelRunCommand(console))
          .addSubcommand(new ModelRandomCommand(console))
          .addSubcommand(new ModelBenchCommand(console));
    }
    var evaluate = new CommandLine(new EvaluateCommand());
    if (arguments.contains("evaluate")) {
      evaluate.addSubcommand(new EvaluatePracticeCommand(console));
    }
    var train = new CommandLine(new TrainCommand());
    if (arguments.contains("train")) {
      train
          .addSubcommand(new TrainNanoCommand(console))
          .addSubcommand(new TrainTokenizerCommand(console))
          .addSubcommand(new TrainPretrainCommand(console))
          .addSubcommand(new TrainFinetuneCommand(console))
          .addSubcommand(new TrainClaimsCommand(console));
    }
    line.addSubcommand(runs).addSubcommand(practice).addSubcommand(evaluate);
    line.addSubcommand(model).addSubcommand(train);
    line.addSubcommand(new DoctorCommand(console));
    line.addSubcommand(new SupportBundleCommand(console));
    line.addSubcommand(new WarmUpCommand());
    line.addSubcommand(
        new CommandLine(new ConfigCommand()).addSubcommand(new ConfigShowCommand(console)));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, _) -> usage(console, e));
    line.setExecutionExceptionHandler((e, failed, _) -> failed(console, e, failed));
    return line;
  }

  private static int usage(Console console, ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    console.tell(sentence(e, command) + "; see " + command.qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private static String sentence(ParameterException e, CommandSpec command) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      String shown = Plain.line(word, 60);
      List<String> known = new ArrayList<>();
      if (word.startsWith("-")) {
        for (OptionSpec option : command.options()) {
          known.addAll(List.of(option.names()));
        }
        return "there is no flag " + shown + Nearest.hint(word.replaceFirst("=.*", ""), known);
      }
      known.addAll(command.subcommands().keySet());
      return known.isEmpty()
          ? "\"" + shown + "\" is one argument too many"
          : "there is no command " + shown + Nearest.hint(word, known);
    }
    String message = e.getMessage() == null ? "that cannot be understood" : e.getMessage();
    return Plain.line(message.replaceFirst("\\.$", ""), 300);
  }

  private static int failed(Console console, Exception e, CommandLine failed) {
    return switch (e) {
      case SettingException setting -> say(console, setting, Exit.USAGE);
      case IllegalArgumentException wrong -> say(console, wrong, Exit.USAGE);
      case WebException web -> say(console, web, Exit.FAILED);
      case ChatException chat when chat.kind() == ChatException.Kind.CANCELLED ->
          say(console, chat, Exit.CANCELLED);
      case ChatException chat -> say(console, chat, Exit.FAILED);
      case RunException run -> say(console, run, Exit.FAILED);
      case CheckpointException checkpoint -> say(console, checkpoint, Exit.FAILED);
      case TokenizerException tokenizer -> say(console, tokenizer, Exit.FAILED);
      case TrainerException trainer -> say(console, trainer, Exit.FAILED);
      case TokenizerTrainingException vocabulary -> say(console, vocabulary, Exit.FAILED);
      case EvaluationException evaluation -> say(console, evaluation, Exit.USAGE);
      case EngineException engine -> say(console, engine, Exit.FAILED);
      case ReportException report -> say(console, report, Exit.FAILED);
      case ServerException server -> say(console, server, Exit.FAILED);
      case UncheckedIOException io -> say(console, io, Exit.FAILED);
      case InterruptedException _, CancellationException _ -> {
        console.tell("cancelled");
        yield Exit.CANCELLED;
      }
      default -> {
        console.tell(
            "deepsearch stumbled over itself (%s); run %s again with --verbose and report what it says"
                .formatted(e, failed.getCommandSpec().qualifiedName()));
        if (failed.getParseResult() != null && Logs.isVerbose()) {
          e.printStackTrace(console.err());
        }
        yield Exit.FAILED;
      }
    };
  }

  private static int say(Console console, Exception e, int code) {
    String message = e.getMessage();
    console.tell(message == null || message.isBlank() ? e.toString() : message);
    return code;
  }
}

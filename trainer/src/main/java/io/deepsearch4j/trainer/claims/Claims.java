package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.TrainingSet;
import io.deepsearch4j.trainer.Watcher;
import io.deepsearch4j.trainer.chart.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// The experiments on what is said for the architecture, in the folder of one run.
///
/// Trials that are done are not done again; experiments share those that they have in common.
public final class Claims {
  private static final String WORK = "trial";

  private final Scale scale;
  private final Lessons lessons;
  private final Path folder;
  private final Arms arms;
  private final TrialFile trials;

  /// @param examples to learn from; the last quarter of them is measured with
  /// @param folder of the run
  /// @throws TrainerException when the folder holds a run of other settings
  public Claims(TrainingSet examples, Scale scale, Path folder) {
    this.scale = scale;
    this.lessons = Lessons.of(examples, scale.heldOut());
    this.folder = folder;
    this.arms = Arms.of(scale);
    this.trials = TrialFile.open(folder, scale + " " + examples.fingerprint());
  }

  /// Is told of trials, on the thread that runs them.
  public interface Observer {
    /// @param done trials before this one, of those that were asked for
    /// @return who is told of its steps
    Watcher begins(String arm, long seed, int done, int all);
  }

  /// The names of all experiments.
  public static List<String> names() {
    return Experiments.of(Scale.FULL).stream().map(Experiment::name).toList();
  }

  private record Wanted(Arm arm, long seed) {}

  /// Runs what is missing of the experiments of these names.
  ///
  /// @throws CancellationException when the thread was interrupted; done trials are kept
  public void run(Set<String> names, Observer observer) {
    List<Wanted> wanted = wanted(names);
    for (int i = 0; i < wanted.size(); i++) {
      Arm arm = wanted.get(i).arm();
      long seed = wanted.get(i).seed();
      if (!trials.has(arm.name(), seed)) {
        Watcher watcher = observer.begins(arm.name(), seed, i, wanted.size());
        trials.add(trial(new TrialRun(arm, seed, scale, lessons), watcher));
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the experiments were stopped");
        }
      }
    }
  }

  private Trial trial(TrialRun run, Watcher watcher) {
    Path work = folder.resolve(WORK);
    forget(work);
    try {
      Trial trial = run.run(work, watcher);
      forget(work);
      return trial;
    } catch (TrainerException | CheckpointException e) {
      // Files refuse to work for a thread that is interrupted; then nothing is wrong with them.
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the trial was stopped");
      }
      throw e;
    }
  }

  /// Seed by seed, so that arms which are compared run soon after each other.
  private List<Wanted> wanted(Set<String> names) {
    var wanted = new LinkedHashSet<Wanted>();
    for (Experiment experiment : experiments(names)) {
      for (long seed : scale.seeds()) {
        experiment.arms().forEach(arm -> wanted.add(new Wanted(arms.named(arm), seed)));
      }
    }
    return List.copyOf(wanted);
  }

  private List<Experiment> experiments(Set<String> names) {
    return Experiments.of(scale).stream().filter(each -> names.contains(each.name())).toList();
  }

  /// Writes what was found into a document, with pictures in a folder of its name beside it.
  /// Experiments that are not done are left as they stand there, so it is as good a check before a
  /// run as it is the end of one.
  ///
  /// @param command that made it, as people would type it
  /// @throws TrainerException when the document lacks the marks or cannot be written
  public void write(Set<String> names, Path file, String command) {
    Results results = new Results(scale, arms, trials.trials());
    ClaimsDocument document = ClaimsDocument.open(file, Experiments.of(scale));
    for (Experiment experiment : experiments(names)) {
      if (results.isDone(experiment)) {
        String picture = pictures(file) + "/" + experiment.name() + ".svg";
        ClaimsDocument.write(
            file.resolveSibling(picture), Picture.of(experiment.panels().apply(results)));
        document.put(experiment.name(), Section.of(experiment, results, command, picture));
      }
    }
    document.write();
  }

  private static String pictures(Path file) {
    return file.getFileName().toString().replaceFirst("\\.md$", "");
  }

  private static void forget(Path work) {
    if (!Files.exists(work)) {
      return;
    }
    try (Stream<Path> all = Files.walk(work)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be removed: %s; remove it".formatted(work, e.getMessage()), e);
    }
  }
}

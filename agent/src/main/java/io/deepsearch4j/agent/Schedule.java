package io.deepsearch4j.agent;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.util.Optional;

/// The rows of the scheduler that stand for runs: one per run that somebody should go on with.
final class Schedule {
  static final String TASK = "run";

  private final Database database;
  private final Processes processes;
  private final SchedulerClient client;
  private final CustomTask<Void> task;
  private final Clock clock;

  Schedule(
      Database database,
      Processes processes,
      SchedulerClient client,
      CustomTask<Void> task,
      Clock clock) {
    this.database = database;
    this.processes = processes;
    this.client = client;
    this.task = task;
    this.clock = clock;
  }

  /// Puts a run in line, unless it stands there already.
  void add(String id) {
    client.schedule(task.instance(id), clock.instant(), ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
  }

  /// Puts a run in line anew, even if a dead process still holds it.
  void renew(String id) {
    remove(id);
    add(id);
  }

  /// Puts a run in line anew if a dead process holds it or nobody put it there.
  void repair(String id) {
    if (holder(id).filter(name -> !processes.isAlive(name)).isPresent()) {
      remove(id);
    }
    add(id);
  }

  /// Takes a run out of the line, unless a live process holds it.
  void remove(String id) {
    String holder = holder(id).filter(name -> !processes.isAlive(name)).orElse("");
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from scheduled_tasks
                    where task_name = :task and task_instance = :id
                      and (picked = false or picked_by = :holder)
                    """)
                .bind("task", TASK)
                .bind("id", id)
                .bind("holder", holder)
                .execute());
  }

  /// The process whose scheduler has picked a run.
  private Optional<String> holder(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select picked_by from scheduled_tasks
                    where task_name = :task and task_instance = :id and picked = true
                    """)
                .bind("task", TASK)
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }
}

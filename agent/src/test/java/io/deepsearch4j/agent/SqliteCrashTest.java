package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SqliteCrashTest extends CrashContract {

  @Override
  List<String> database() {
    return List.of(folder.resolve("home").toString());
  }

  @Test
  @Tag("slow")
  void survivesDeathAtEveryEventAndRepeatsOnlyTheCallInFlight() throws Exception {
    List<String> events = new ArrayList<>();
    for (int step = 0; step < Walk.STEPS; step++) {
      events.addAll(List.of("begin " + step, "bought " + step, "appended " + step));
      assertSurvives("paid " + step, 1);
    }
    events.addAll(List.of("answered", "completed"));

    for (String event : events) {
      assertSurvives(event, 0);
    }
  }
}

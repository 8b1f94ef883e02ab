package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCheckTest {
  @TempDir Path folder;

  @Test
  void everyLinkHoldsUntilSomebodyTouchesTheStoredBytes() throws IOException {
    try (TestRuns runs =
        TestRuns.with(
            folder,
            Script.model(
                "The tower is 330 m high.",
                DeepSearchTest.SEARCH,
                DeepSearchTest.OPEN,
                DeepSearchTest.ASK,
                DeepSearchTest.FINISH))) {
      runs.web.page("https://tower.example/", "The tower\nThe tower is 330 m high.");
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      runs.work(id);
      var check = new EvidenceCheck(runs.web.store(), stored(runs));

      List<EvidenceCheck.Checked> before = check.check(runs.store, id);

      assertThat(before).isNotEmpty().allMatch(EvidenceCheck.Checked::holds);

      String sha256 = before.getFirst().evidence().sha256();
      Path file = folder.resolve("pages/bytes").resolve(sha256.substring(0, 2)).resolve(sha256);
      Files.writeString(file, "The tower is 331 m high.");

      assertThat(check.check(runs.store, id)).noneMatch(EvidenceCheck.Checked::holds);
    }
  }

  private static DocumentReader stored(TestRuns runs) {
    return source ->
        new Reading.Read(
            runs.web
                .store()
                .document(
                    io.deepsearch4j.web.PageStore.pageId(
                        source.url(), io.deepsearch4j.web.PageStore.sha256(source.bytes())))
                .orElseThrow());
  }
}

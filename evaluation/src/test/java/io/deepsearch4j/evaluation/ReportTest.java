package io.deepsearch4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final List<List<String>> CUTS =
      List.of(List.of("hops"), List.of("hops", "indexed"));

  @TempDir Path folder;

  @Test
  void slicesByTagsAndByPairsOfThem() {
    List<TaskRecord> records =
        List.of(
            Given.record("slow", "a", true, Map.of("hops", "2", "indexed", "no")),
            Given.record("slow", "b", false, Map.of("hops", "1", "indexed", "yes")),
            Given.record("slow", "c", true, Map.of("hops", "1", "indexed", "no")),
            Given.record("slow", "d", true, Map.of("hops", "1", "indexed", "no")));

    Report report = Report.of("some tasks", records, CUTS);

    assertThat(report.slices())
        .extracting(Slice::words, Slice::asked, Slice::right)
        .containsExactly(
            tuple("all", 4, 3),
            tuple("hops 1", 3, 2),
            tuple("hops 2", 1, 1),
            tuple("hops 1, indexed no", 2, 2),
            tuple("hops 1, indexed yes", 1, 0),
            tuple("hops 2, indexed no", 1, 1));
  }

  @Test
  void meansAreOfATaskAndInvalidActionsOfAll() {
    List<TaskRecord> records =
        List.of(Given.record("slow", "a", true), Given.record("slow", "b", false));

    Slice all = Report.of("t", records, List.of()).slices().getFirst();

    assertThat(all.toolCalls()).isEqualTo(3);
    assertThat(all.thinkingTokens()).isEqualTo(5);
    assertThat(all.seconds()).isEqualTo(1.5);
    assertThat(all.invalidActions()).isEqualTo(2);
    assertThat(all.reads()).isEqualTo(Map.of("html", 4));
    assertThat(all.stopReasons()).isEqualTo(Map.of("ANSWERED", 2));
  }

  @Test
  void comparesTheFirstSettingWithEachOther() {
    List<TaskRecord> records =
        List.of(
            Given.record("slow", "a", true),
            Given.record("fast", "a", false),
            Given.record("none", "a", true));

    Report report = Report.of("t", records, CUTS);

    assertThat(report.comparisons())
        .containsExactly(
            new Comparison("slow", "fast", 0, 1, 0, 0), new Comparison("slow", "none", 1, 0, 0, 0));
  }

  @Test
  void isWrittenForProgramsAndForPeople() throws IOException {
    List<TaskRecord> records =
        List.of(Given.record("slow | odd\nname", "a", true), Given.record("fast", "a", false));

    ReportFiles.write(Report.of("some tasks", records, CUTS), folder);

    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("report.json")));
    assertThat(json.path("format").asString()).isEqualTo("deepsearch4j/report/1");
    assertThat(json.at("/slices/0/interval/low").asDouble()).isBetween(0.2, 0.21);
    assertThat(json.at("/comparisons/0/onlyFirst").asInt()).isEqualTo(1);
    assertThat(json.at("/comparisons/0/difference").asDouble()).isEqualTo(-1);
    assertThat(json.at("/comparisons/0/chance").asDouble()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("report.md")))
        .contains("# some tasks")
        .filteredOn(line -> line.startsWith("| slow"))
        .allSatisfy(line -> assertThat(line).startsWith("| slow \\| odd name | "));
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void isFineWithoutRecordsAndWithAThousand() {
    var records = new ArrayList<TaskRecord>();
    for (int i = 0; i < 1_000; i++) {
      records.add(Given.record("slow", "task " + i, i % 2 == 0));
    }

    assertThat(ReportFiles.markdown(Report.of("none", List.of(), CUTS))).startsWith("# none");
    assertThat(ReportFiles.markdown(Report.of("many", records, CUTS)))
        .contains("| 1000 | 500 | 50.0 % | 46.9 % to 53.1 % |");
  }
}

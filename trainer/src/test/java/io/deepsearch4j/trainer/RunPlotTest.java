package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RunPlotTest {
  @TempDir private Path run;

  @Test
  void aRunBecomesFiveCurvesInWellFormedSvg() throws Exception {
    try (MetricsFile metrics = MetricsFile.append(run)) {
      for (int step = 1; step <= 2000; step++) {
        metrics.add(line(step, 5.0 / step));
      }
    }

    RunPlot.draw(run, run.resolve("run.svg"));

    String svg = Files.readString(run.resolve("run.svg"));
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var curves = parsed.getElementsByTagName("polyline");
    assertThat(curves.getLength()).isEqualTo(5);
    String[] points =
        curves.item(0).getAttributes().getNamedItem("points").getNodeValue().trim().split(" ");
    assertThat(points).hasSize(500);
    assertThat(points[499]).startsWith("770.0,");
  }

  @Test
  void aLineThatWasCutOffIsLeftOut() throws IOException {
    try (MetricsFile metrics = MetricsFile.append(run)) {
      metrics.add(line(1, 2));
      metrics.add(line(2, 1));
    }
    Files.writeString(run.resolve("metrics.jsonl"), "{\"step\":3,\"tok", StandardOpenOption.APPEND);

    assertThat(MetricsFile.read(run)).containsExactly(line(1, 2), line(2, 1));
  }

  @Test
  void aRunWithoutStepsIsASentence() {
    MetricsFile.append(run).close();

    assertThatThrownBy(() -> RunPlot.draw(run, run.resolve("run.svg")))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("no step");
  }

  @Test
  void aFileOfAnotherFormatIsASentence() throws IOException {
    Files.writeString(run.resolve("metrics.jsonl"), "{\"format\":\"something\"}\n");

    assertThatThrownBy(() -> MetricsFile.read(run))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("no file of metrics");
  }

  private static Metrics line(int step, double loss) {
    return new Metrics(
        step, 4096L * step, loss, loss, 0.5, 1, 0.01, List.of(0.5), List.of(0.25), 5000);
  }
}

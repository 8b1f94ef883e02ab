package io.deepsearch4j.trainer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.trainer.chart.Panel.Mark;
import io.deepsearch4j.trainer.chart.Panel.Place;
import io.deepsearch4j.trainer.chart.Panel.Series;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {
  @Test
  void linesAndDotsLieWhereTheirNumbersAre() throws Exception {
    var courses =
        new Panel(
            "a < b",
            "steps",
            List.of(),
            List.of(new Series("one", Mark.LINE, List.of(new Place(0, 4), new Place(10, 0)))));
    var seeds =
        new Panel(
            "dots",
            "",
            List.of("left", "right"),
            List.of(new Series("", Mark.DOTS, List.of(new Place(1, -1), new Place(0, 1)))));

    Document parsed = parsed(Picture.of(List.of(courses, seeds)));

    String line = attribute(parsed, "polyline", "points");
    assertThat(line.trim()).isEqualTo("70.0,58.0 770.0,238.0");
    assertThat(attribute(parsed, "circle", "cx")).isEqualTo("595.0");
    assertThat(attribute(parsed, "circle", "cy")).isEqualTo("513.0");
  }

  @Test
  void aPanelWithoutNumbersIsEmpty() throws Exception {
    var empty = new Panel("nothing", "steps", List.of(), List.of());

    Document parsed = parsed(Picture.of(List.of(empty)));

    assertThat(parsed.getElementsByTagName("polyline").getLength()).isZero();
  }

  private static String attribute(Document parsed, String element, String attribute) {
    return parsed
        .getElementsByTagName(element)
        .item(0)
        .getAttributes()
        .getNamedItem(attribute)
        .getNodeValue();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

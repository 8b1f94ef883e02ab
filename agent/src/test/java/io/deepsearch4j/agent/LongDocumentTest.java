package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.BinaryReader;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.Passages;
import io.deepsearch4j.documents.Ranker;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A document of 300 pages whose answer stands on the last one.
class LongDocumentTest {
  private static final int PAGES = 300;
  private static final String FACT = "Orlen Dam was completed in 1931.";
  private static final String QUESTION = "In which year was Orlen Dam completed?";
  private static final URI URL = URI.create("https://dams.example/survey.pdf");

  private static Document survey;

  @BeforeAll
  static void write() {
    survey = read(pdf());
  }

  @Test
  void aModelIsShownTheLastPageThoughNotTheWholeDocument() {
    ScriptedChatModel model = ScriptedChatModel.answering(LongDocumentTest::readWhatIsShown);

    Finding finding = reader().read(assignment(QUESTION), new ModelPurchases(model));

    assertThat(finding.status()).isEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.quotes())
        .singleElement()
        .satisfies(
            quote -> {
              assertThat(survey.text(quote.start(), quote.end())).isEqualTo(FACT);
              assertThat(survey.locatorAt(quote.start())).hasToString("p." + PAGES);
            });
    assertThat(finding.coverage()).isPositive().isLessThan(1);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void aModelThatFindsNothingIsShownFurtherPassagesAndNoneTwice() {
    ScriptedChatModel model =
        ScriptedChatModel.answering(_ -> ScriptedChatModel.saying(json("NOT_FOUND", "")));

    Finding finding = reader().read(assignment(QUESTION), new ModelPurchases(model));

    assertThat(finding.status()).isEqualTo(Finding.Status.NOT_FOUND);
    List<String> shown =
        model.requests().stream().flatMap(request -> passages(request).stream()).toList();
    assertThat(model.requests()).hasSize(3);
    assertThat(shown).doesNotHaveDuplicates();
    int all = Passages.of(survey, 1_000, 100).size();
    assertThat(finding.coverage()).isEqualTo((double) shown.size() / all).isLessThan(1);
  }

  @Test
  void theRulesFindItToo() {
    Finding finding =
        new ExtractiveDocumentQa(Embedder.none()).read(assignment(QUESTION), new NoPurchases());

    assertThat(finding.answer()).isEqualTo("1931");
    assertThat(finding.quotes())
        .anySatisfy(
            quote -> assertThat(survey.text(quote.start(), quote.end())).contains("Orlen Dam"));
    assertThat(finding.coverage()).isEqualTo(1);
  }

  private static ModelDocumentQa reader() {
    return new ModelDocumentQa(
        new Excerpts(new Ranker(Embedder.none())), Thinking.SLOW, AgentConfig.DEFAULT.window());
  }

  private static DocumentQa.Assignment assignment(String question) {
    var task = new Question(question, "en", LocalDate.of(2026, 1, 15));
    var page =
        new Page(
            "p", URL, URL, List.of(), "application/pdf", "", 1, "", Instant.EPOCH, "no robots.txt");
    return new DocumentQa.Assignment(question, task, List.of(), List.of(), page, survey);
  }

  private static Reply readWhatIsShown(ChatRequest request) {
    boolean shown = request.messages().getLast().text().contains(FACT);
    return ScriptedChatModel.saying(shown ? json("ANSWERED", FACT) : json("NOT_FOUND", ""));
  }

  private static String json(String verdict, String quote) {
    String evidence =
        quote.isEmpty()
            ? ""
            : "{\"passage\":0,\"quote\":\"%s\",\"supports\":[],\"polarity\":\"SUPPORTS\"}"
                .formatted(quote);
    return "{\"verdict\":\"%s\",\"answer\":\"%s\",\"confidence\":0.9,\"evidence\":[%s],\"missing\":[],\"next_links\":[]}"
        .formatted(verdict, quote.isEmpty() ? "" : "1931", evidence);
  }

  private static List<String> passages(ChatRequest request) {
    return request
        .messages()
        .getLast()
        .text()
        .lines()
        .filter(line -> line.matches("Passage \\d+ \\(.*"))
        .toList();
  }

  private static Document read(byte[] bytes) {
    var reader =
        new BinaryReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "no archives here"));
    return switch (reader.read(new Source(bytes, "application/pdf", URL))) {
      case Reading.Read(var document) -> document;
      case Reading.Unreadable(_, var why) -> throw new AssertionError(why);
    };
  }

  private static byte[] pdf() {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      for (int number = 1; number <= PAGES; number++) {
        page(document, number == PAGES ? lastPage() : ordinaryPage(number));
      }
      document.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  // Every page speaks of dams, years and completion, so that words alone do not betray the last.
  private static List<String> ordinaryPage(int number) {
    String dam = "Dam " + (char) ('A' + number % 26) + number;
    List<String> lines = new ArrayList<>();
    lines.add("Inspection of " + dam);
    IntStream.range(0, 16)
        .mapToObj(
            line ->
                "In the year %d the crew of %s completed %d of its rounds along gallery %d of the dam."
                    .formatted(1940 + (number * 7 + line) % 80, dam, line + 2, number + line))
        .forEach(lines::add);
    return lines;
  }

  private static List<String> lastPage() {
    return List.of(
        "Older works", FACT, "It was drawn up by the district and holds drinking water.");
  }

  private static void page(PDDocument document, List<String> lines) throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var stream = new PDPageContentStream(document, page)) {
      stream.beginText();
      stream.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 9);
      stream.setLeading(14);
      stream.newLineAtOffset(50, 780);
      for (String line : lines) {
        stream.showText(line);
        stream.newLine();
      }
      stream.endText();
    }
  }
}

package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The extractive reader on documents that are known to answer, and on others that are known not
/// to. The floors lie below what was measured when they were written (see the assertions).
@Tag("slow")
class PracticeReadingTest {
  private static final int QUESTIONS = 60;
  private static final int OTHERS = 5;

  private final ExtractiveDocumentQa reader = new ExtractiveDocumentQa(Embedder.none());

  /// What came of reading one document for one question.
  private record Read(PracticeQuestion question, Finding finding) {
    boolean right() {
      return question.accepts(finding.answer());
    }

    boolean answered() {
      return finding.status() == Finding.Status.ANSWERED;
    }

    @Override
    public String toString() {
      return "%s -> %s %s, not %s"
          .formatted(question.text(), finding.status(), finding.answer(), question.answer());
    }
  }

  @Test
  void answersMostQuestionsFromTheirDocumentsAndNoneFromOthers() {
    var golden = new ArrayList<Read>();
    var others = new ArrayList<Read>();

    for (long seed : new long[] {11, 12}) {
      try (var web = PracticeWeb.start(seed, 0)) {
        read(web, golden, others);
      }
    }

    // Measured on seeds 1 to 3, attachments included: 90 % answered rightly, 96 % right in part or
    // in full, none of 240 wrongly; none of 1377 other documents answered.
    assertThat(golden).hasSizeGreaterThan(QUESTIONS / 2);
    List<Read> wrong = golden.stream().filter(read -> read.answered() && !read.right()).toList();
    assertThat(wrong).as("wrong answers").hasSizeLessThanOrEqualTo(golden.size() / 50);
    long right = golden.stream().filter(read -> read.answered() && read.right()).count();
    assertThat((double) right / golden.size()).as("%s", golden).isGreaterThan(0.8);
    List<Read> invented = others.stream().filter(read -> read.answered() && !read.right()).toList();
    assertThat(invented).as("answers of %d other documents", others.size()).isEmpty();
  }

  private void read(PracticeWeb web, List<Read> golden, List<Read> others) {
    var pages = new LoopbackPages(textReader());
    Map<URI, LoopbackPages.Opened> opened = new HashMap<>();
    for (PracticeQuestion question : web.questions().of(QuestionWish.of(1, QUESTIONS))) {
      URI url = question.goldenPath().getLast();
      if (url.getPath().matches(".*\\.(pdf|xlsx|docx|pptx)")) {
        continue;
      }
      golden.add(read(question, opened.computeIfAbsent(url, pages::open)));
      opened.entrySet().stream()
          .filter(other -> !other.getKey().equals(url))
          .limit(OTHERS)
          .forEach(other -> others.add(read(question, other.getValue())));
    }
  }

  private static FormatReader textReader() {
    return new FormatReader(
        DocumentsConfig.DEFAULT,
        source -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text formats only"));
  }

  private Read read(PracticeQuestion question, LoopbackPages.Opened opened) {
    var asked = new Question(question.text(), question.language(), LocalDate.of(2026, 1, 15));
    var assignment =
        new DocumentQa.Assignment(
            question.text(), asked, List.of(), List.of(), opened.page(), opened.document());
    return new Read(question, reader.read(assignment, new NoPurchases()));
  }
}

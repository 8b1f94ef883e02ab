package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Question;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The words of a question, from the command line or from standard input.
final class QuestionText {
  private static final int MOST_BYTES = 4 * Question.LONGEST + 4;

  private QuestionText() {}

  /// @param words as given; a single `-` stands for standard input
  static String of(List<String> words, InputStream in) {
    String text = words.equals(List.of("-")) ? read(in) : String.join(" ", words);
    if (text.isBlank()) {
      throw new SettingException("the question is empty; write what you want to know");
    }
    if (text.strip().length() > Question.LONGEST) {
      throw tooLong();
    }
    return text;
  }

  private static String read(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLong();
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SettingException("the question on standard input is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  private static SettingException tooLong() {
    return new SettingException(
        "the question is longer than %d characters; put long material into a folder and name it with --source"
            .formatted(Question.LONGEST));
  }

  /// The language of a text as a tag; English where it cannot be told.
  static String language(String text, DocumentReader reader) {
    var source =
        new Source(
            text.getBytes(StandardCharsets.UTF_8),
            "text/plain; charset=utf-8",
            URI.create("file:/question.txt"));
    return switch (reader.read(source)) {
      case Reading.Read(var document) when !document.language().isEmpty() -> document.language();
      case Reading.Read _, Reading.Unreadable _ -> "en";
    };
  }
}

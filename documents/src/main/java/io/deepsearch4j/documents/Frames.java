package io.deepsearch4j.documents;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// What goes between a process and the worker that reads files for it. A request is three frames
/// (declared type, address, bytes), an answer is one frame with a [Reading] as JSON; a frame is its
/// length in four bytes and its content.
final class Frames {
  private static final int LONGEST_NAME = 65_536;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // The canonical text is one string, as long as the document.
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();
  private static final ObjectWriter WRITER = JSON.writerFor(Reading.class);
  private static final ObjectReader READER = JSON.readerFor(Reading.class);

  private Frames() {}

  static void writeSource(DataOutputStream out, Source source) throws IOException {
    writeFrame(out, source.declaredType().getBytes(StandardCharsets.UTF_8));
    writeFrame(out, source.url().toString().getBytes(StandardCharsets.UTF_8));
    writeFrame(out, source.bytes());
    out.flush();
  }

  /// @throws EOFException where the other side has hung up
  static Source readSource(DataInputStream in, int longest) throws IOException {
    var type = new String(readFrame(in, LONGEST_NAME), StandardCharsets.UTF_8);
    var url = URI.create(new String(readFrame(in, LONGEST_NAME), StandardCharsets.UTF_8));
    return new Source(readFrame(in, longest), type, url);
  }

  static void writeReading(DataOutputStream out, Reading reading) throws IOException {
    writeFrame(out, WRITER.writeValueAsBytes(reading));
    out.flush();
  }

  static Reading readReading(DataInputStream in, int longest) throws IOException {
    return READER.readValue(readFrame(in, longest));
  }

  private static void writeFrame(DataOutputStream out, byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  private static byte[] readFrame(DataInputStream in, int longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new IOException("a frame of " + length + " bytes is longer than the agreed " + longest);
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the other side hung up within a frame");
    }
    return content;
  }

  static String json(DocumentsConfig config) {
    return JSON.writeValueAsString(config);
  }

  static DocumentsConfig config(String json) {
    return JSON.readValue(json, DocumentsConfig.class);
  }
}

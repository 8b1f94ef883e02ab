package io.deepsearch4j.web;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads a response body under limits on what is sent, on what it unpacks to, and on the ratio of
/// the two. Memory grows with what has been unpacked, never with what a header claims.
final class Body {

  /// What happens to a body that is longer than we want.
  enum Excess {
    REFUSE,
    CUT_OFF
  }

  private static final int MAX_RATIO = 100;
  // White space compresses better than that in honest pages, so small bodies are not judged.
  private static final int UNJUDGED = 1 << 20;

  private final long maxBytes;
  private final Excess excess;

  Body(long maxBytes, Excess excess) {
    this.maxBytes = maxBytes;
    this.excess = excess;
  }

  /// @param encoding the `Content-Encoding`, or empty
  byte[] read(InputStream sent, String encoding) throws IOException {
    var counted = new Counted(sent);
    InputStream unpacked =
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
          case "", "identity" -> counted;
          case "gzip", "x-gzip" -> new GZIPInputStream(counted);
          case "deflate" -> inflate(counted);
          default ->
              throw new AnswerRefusal(
                  "the answer is packed as %s, which we did not ask for; only gzip and deflate are read"
                      .formatted(encoding));
        };
    return drain(unpacked, counted);
  }

  // "deflate" means zlib's format, but some servers send the bare stream.
  private static InputStream inflate(InputStream sent) throws IOException {
    var in = new PushbackInputStream(sent);
    int first = in.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    in.unread(first);
    boolean bare = (first & 0x0f) != 8;
    return new InflaterInputStream(in, new Inflater(bare)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  private byte[] drain(InputStream unpacked, Counted sent) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[16_384];
    try (unpacked) {
      for (int n = unpacked.read(buffer); n >= 0; n = unpacked.read(buffer)) {
        if (bytes.size() + n > maxBytes || sent.count > maxBytes) {
          if (excess == Excess.REFUSE) {
            throw new AnswerRefusal(
                "the answer is longer than %d bytes; raise web.max-bytes to read it"
                    .formatted(maxBytes));
          }
          bytes.write(buffer, 0, (int) Math.min(n, maxBytes - bytes.size()));
          return bytes.toByteArray();
        }
        bytes.write(buffer, 0, n);
        if (bytes.size() > UNJUDGED && bytes.size() / MAX_RATIO > sent.count) {
          throw new AnswerRefusal(
              "the answer unpacks to more than %d times its size, like a decompression bomb"
                  .formatted(MAX_RATIO));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    private Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = super.read(into, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}

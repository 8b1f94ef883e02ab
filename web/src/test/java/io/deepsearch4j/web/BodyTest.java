package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final byte[] TEXT = "The tower is 330 m high.".getBytes(StandardCharsets.UTF_8);

  private static byte[] gzip(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var deflater = new Deflater(9, bare);
        OutputStream out = new DeflaterOutputStream(zipped, deflater)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static byte[] read(byte[] sent, String encoding, int limit) throws IOException {
    return new Body(limit, Body.Excess.REFUSE).read(new ByteArrayInputStream(sent), encoding);
  }

  @Test
  void unpacksWhatWeAskedFor() throws IOException {
    assertThat(read(TEXT, "", 100)).isEqualTo(TEXT);
    assertThat(read(TEXT, "identity", 100)).isEqualTo(TEXT);
    assertThat(read(gzip(TEXT), "gzip", 100)).isEqualTo(TEXT);
    assertThat(read(gzip(TEXT), " X-GZIP ", 100)).isEqualTo(TEXT);
    assertThat(read(deflate(TEXT, false), "deflate", 100)).isEqualTo(TEXT);
    assertThat(read(deflate(TEXT, true), "deflate", 100)).isEqualTo(TEXT);
    assertThat(read(new byte[0], "deflate", 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip, br", "x"})
  void s9RefusesOtherEncodings(String encoding) {
    assertThatThrownBy(() -> read(TEXT, encoding, 100))
        .isInstanceOf(AnswerRefusal.class)
        .hasMessageContaining("only gzip and deflate");
  }

  @Test
  void readsABodyOfExactlyTheLimit() throws IOException {
    assertThat(read(TEXT, "", TEXT.length)).isEqualTo(TEXT);
    assertThatThrownBy(() -> read(TEXT, "", TEXT.length - 1))
        .isInstanceOf(AnswerRefusal.class)
        .hasMessageContaining("web.max-bytes");
  }

  @Test
  void s9CapsWhatIsUnpacked() throws IOException {
    byte[] packed = gzip(new byte[200_000]);

    assertThatThrownBy(() -> read(packed, "gzip", 100_000)).isInstanceOf(AnswerRefusal.class);
  }

  @Test
  void s9RefusesABombLongBeforeItsEnd() throws IOException {
    byte[] bomb = gzip(new byte[50_000_000]);

    assertThatThrownBy(() -> read(bomb, "gzip", 100_000_000))
        .isInstanceOf(AnswerRefusal.class)
        .hasMessageContaining("bomb");
  }

  @Test
  void readsWhatCompressesWellButHonestly() throws IOException {
    var blanks = new byte[1_000_000];
    Arrays.fill(blanks, (byte) ' ');

    assertThat(read(gzip(blanks), "gzip", 2_000_000)).hasSize(1_000_000);
  }

  @Test
  void s9EndsABodyWithoutEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThatThrownBy(() -> new Body(100_000, Body.Excess.REFUSE).read(endless, ""))
        .isInstanceOf(AnswerRefusal.class);
  }

  @Test
  void cutsOffWhereOnlyTheBeginningIsWanted() throws IOException {
    var body = new Body(10, Body.Excess.CUT_OFF);

    assertThat(body.read(new ByteArrayInputStream(TEXT), "")).isEqualTo(Arrays.copyOf(TEXT, 10));
  }

  @Test
  void doesNotTakeHalfAStreamForTheWhole() throws IOException {
    byte[] packed = gzip(TEXT);
    byte[] half = Arrays.copyOf(packed, packed.length / 2);

    assertThatThrownBy(() -> read(half, "gzip", 100)).isInstanceOf(EOFException.class);
  }
}

package io.deepsearch4j.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32C;

/// Writes a file of examples, one after the other, under a temporary name; [#finish] moves it into
/// place. Closed without that, nothing is left. Not safe to share between threads.
public final class ExampleWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final Path unfinished;
  private final int vocabulary;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C sum = new CRC32C();
  private int[] lengths = new int[1024];
  private int count;
  private int longest;
  private long tokens;

  private ExampleWriter(Path file, Path unfinished, int vocabulary, FileChannel channel) {
    this.file = file;
    this.unfinished = unfinished;
    this.vocabulary = vocabulary;
    this.channel = channel;
    buffer.position(ExampleFormat.HEADER); // zeros until the end is known
  }

  /// @param vocabulary tokens are below this, at most 65536
  /// @throws TrainerException when the file cannot be written
  /// @throws CancellationException here and below when the thread is interrupted
  public static ExampleWriter create(Path file, int vocabulary) {
    if (vocabulary < 1 || vocabulary > ExampleFormat.MOST_TOKENS) {
      throw new IllegalArgumentException(
          "a file of examples holds a vocabulary of 1 to %d tokens, not %d"
              .formatted(ExampleFormat.MOST_TOKENS, vocabulary));
    }
    Path unfinished = WholeFile.unfinished(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      return new ExampleWriter(file, unfinished, vocabulary, channel);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  public void add(Example example) {
    if (example.length() > ExampleFormat.LONGEST_EXAMPLE) {
      throw new IllegalArgumentException(
          "an example of %d tokens is longer than %d"
              .formatted(example.length(), ExampleFormat.LONGEST_EXAMPLE));
    }
    ByteBuffer bytes =
        ByteBuffer.allocate((int) ExampleFormat.bytes(example.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int token : example.tokens()) {
      if (token < 0 || token >= vocabulary) {
        throw new IllegalArgumentException(
            "token %d is none of a vocabulary of %d".formatted(token, vocabulary));
      }
      bytes.putShort((short) token);
    }
    bytes.put(example.roles());
    sum.update(bytes.array());
    put(bytes.flip());
    if (count == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    lengths[count++] = example.length();
    longest = Math.max(longest, example.length());
    tokens += example.length();
  }

  /// Examples added so far.
  public int count() {
    return count;
  }

  /// Tokens added so far.
  public long tokens() {
    return tokens;
  }

  /// Ends the file and moves it into place.
  ///
  /// @throws TrainerException when it cannot be written or holds no example
  public void finish() {
    if (count == 0) {
      throw new TrainerException(
          file + " would hold no example; make some lessons and write it again");
    }
    try {
      for (int i = 0; i < count; i++) {
        put(
            ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(lengths[i])
                .flip());
      }
      drain();
      writeFully(header(), 0);
      channel.force(true);
      channel.close();
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(ExampleFormat.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ExampleFormat.MAGIC);
    header.putInt(ExampleFormat.VOCABULARY_AT, vocabulary);
    header.putInt(ExampleFormat.COUNT_AT, count);
    header.putLong(ExampleFormat.TOKENS_AT, tokens);
    header.putLong(ExampleFormat.INDEX_AT, ExampleFormat.HEADER + ExampleFormat.bytes(tokens));
    header.putInt(ExampleFormat.LONGEST_AT, longest);
    header.putInt(ExampleFormat.SUM_AT, (int) sum.getValue());
    return header.rewind();
  }

  private void put(ByteBuffer bytes) {
    if (bytes.remaining() > buffer.remaining()) {
      drain();
    }
    if (bytes.remaining() > buffer.capacity()) {
      write(bytes);
      return;
    }
    buffer.put(bytes);
  }

  private void drain() {
    write(buffer.flip());
    buffer.clear();
  }

  private void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private void writeFully(ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  /// A channel closes under a thread that is interrupted; that is no fault of the disk.
  private static RuntimeException trouble(Path file, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new CancellationException(file + " was not written to the end: cancelled");
    }
    return new TrainerException(
        "%s cannot be written: %s; free some disk and write it again"
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }
}

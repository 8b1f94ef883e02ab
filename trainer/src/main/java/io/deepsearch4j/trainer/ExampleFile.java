package io.deepsearch4j.trainer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of examples, mapped into memory and checked as a whole when it is opened.
public final class ExampleFile implements TrainingSet, AutoCloseable {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfChar TOKEN =
      ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int PIECE = 1 << 24;

  private final Path file;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment all;
  private final int vocabulary;
  private final int longest;
  private final long[] starts; // bytes, and behind the last one the end

  private ExampleFile(Path file) throws IOException {
    this.file = file;
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      if (all.byteSize() < ExampleFormat.HEADER || !beginsRight()) {
        throw broken("it does not begin as a file of examples of this version");
      }
      vocabulary = all.get(INT, ExampleFormat.VOCABULARY_AT);
      longest = all.get(INT, ExampleFormat.LONGEST_AT);
      starts = checkedStarts();
      opened = true;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /// @throws TrainerException when it is missing, cut off, changed or not of this format
  public static ExampleFile open(Path file) {
    try {
      return new ExampleFile(file);
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be read (%s); make the lessons again".formatted(file, e.getMessage()), e);
    }
  }

  private long[] checkedStarts() {
    int count = all.get(INT, ExampleFormat.COUNT_AT);
    long tokens = all.get(LONG, ExampleFormat.TOKENS_AT);
    long index = all.get(LONG, ExampleFormat.INDEX_AT);
    if (vocabulary < 1 || vocabulary > ExampleFormat.MOST_TOKENS || count < 1) {
      throw broken("%d examples of %d tokens are absurd".formatted(count, vocabulary));
    }
    if (tokens < 0
        || tokens > all.byteSize()
        || index != ExampleFormat.HEADER + ExampleFormat.bytes(tokens)
        || all.byteSize() != index + (long) count * Integer.BYTES) {
      throw broken("it has %d bytes, and its header speaks of others".formatted(all.byteSize()));
    }
    long[] places = places(count, index);
    if (places[count] != index) {
      throw broken("its examples do not add up to its tokens");
    }
    checkSum(index);
    return places;
  }

  private boolean beginsRight() {
    byte[] magic = all.asSlice(0, ExampleFormat.MAGIC.length).toArray(ValueLayout.JAVA_BYTE);
    return java.util.Arrays.equals(magic, ExampleFormat.MAGIC);
  }

  private long[] places(int count, long index) {
    int most = 0;
    var places = new long[count + 1];
    places[0] = ExampleFormat.HEADER;
    for (int i = 0; i < count; i++) {
      int length = all.get(INT, index + (long) i * Integer.BYTES);
      if (length < 2 || length > longest || length > ExampleFormat.LONGEST_EXAMPLE) {
        throw broken("example %d would have %d tokens".formatted(i, length));
      }
      most = Math.max(most, length);
      places[i + 1] = places[i] + ExampleFormat.bytes(length);
    }
    if (most != longest) {
      throw broken("its longest example has %d tokens, not %d".formatted(most, longest));
    }
    return places;
  }

  private void checkSum(long end) {
    var sum = new CRC32C();
    for (long at = ExampleFormat.HEADER; at < end; at += PIECE) {
      sum.update(all.asSlice(at, Math.min(PIECE, end - at)).asByteBuffer());
    }
    if ((int) sum.getValue() != all.get(INT, ExampleFormat.SUM_AT)) {
      throw broken("its checksum is wrong");
    }
  }

  private TrainerException broken(String why) {
    return new TrainerException("%s is broken: %s; make the lessons again".formatted(file, why));
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public Example example(int number) {
    long start = starts[number];
    int length = (int) ((starts[number + 1] - start) / ExampleFormat.bytes(1));
    var tokens = new int[length];
    for (int i = 0; i < length; i++) {
      tokens[i] = all.get(TOKEN, start + (long) i * Character.BYTES);
      if (tokens[i] >= vocabulary) {
        throw broken("example %d has a token %d".formatted(number, tokens[i]));
      }
    }
    byte[] roles =
        all.asSlice(start + (long) length * Character.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
    for (byte role : roles) {
      if (role < 0 || role > Example.Role.DECISION.code()) {
        throw broken("example %d has a role %d".formatted(number, role));
      }
    }
    return new Example(tokens, roles);
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public int longest() {
    return longest;
  }

  /// Tokens of all examples.
  public long tokens() {
    return all.get(LONG, ExampleFormat.TOKENS_AT);
  }

  @Override
  public long fingerprint() {
    return Mix.of(
        Mix.of(all.get(INT, ExampleFormat.SUM_AT)) + Mix.of(tokens()) + 31L * size() + vocabulary);
  }

  @Override
  public void close() {
    arena.close();
  }
}

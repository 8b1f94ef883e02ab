package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectReaderTest {
  @TempDir Path folder;

  @Test
  void readsAStretchOfAFile() throws IOException {
    byte[] content = random(5 * 4096);
    Path file = Files.write(folder.resolve("x"), content);

    try (var reader = new DirectReader(file);
        Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(2 * 4096, 4096);
      reader.read(2 * 4096, memory);

      assertThat(memory.toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo(Arrays.copyOfRange(content, 2 * 4096, 4 * 4096));
    }
  }

  @Test
  void saysWhereAFileEndsTooEarly() throws IOException {
    Path file = Files.write(folder.resolve("x"), random(4096 + 100));

    try (var reader = new DirectReader(file);
        Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(2 * 4096, 4096);

      assertThatThrownBy(() -> reader.read(0, memory))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("ends at byte 4196");
    }
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}

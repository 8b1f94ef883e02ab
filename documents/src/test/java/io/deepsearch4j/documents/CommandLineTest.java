package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  @Test
  void refusesALineThatWouldCrashTheRuntime(@TempDir Path folder) throws IOException {
    Path line = Files.writeString(folder.resolve("cmdline"), "java\0-cp\0" + "a".repeat(4_000));

    assertThatThrownBy(() -> CommandLine.checkShort(line)).hasMessageContaining("CLASSPATH");
  }

  @Test
  void acceptsAShortLineAndSystemsThatShowNone(@TempDir Path folder) throws IOException {
    Path line = Files.writeString(folder.resolve("cmdline"), "java\0-jar\0deepsearch.jar");

    assertThatCode(() -> CommandLine.checkShort(line)).doesNotThrowAnyException();
    assertThatCode(() -> CommandLine.checkShort(folder.resolve("none"))).doesNotThrowAnyException();
  }
}

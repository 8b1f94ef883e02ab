package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingLibraryTest {

  /// Run in a process of its own, whose class path lacks the native library.
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      try {
        Torch.open().close();
      } catch (TrainerException e) {
        System.out.println("said: " + e.getMessage());
      }
    }
  }

  @Test
  @Tag("slow")
  void aMissingNativeLibraryIsASentence(@TempDir Path home)
      throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("pytorch-native"))
            .collect(Collectors.joining(File.pathSeparator));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                path,
                Start.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();

    assertThat(output)
        .contains("said: the PyTorch library cannot be loaded")
        .contains("put pytorch-native-cpu for this system on the class path");
  }
}

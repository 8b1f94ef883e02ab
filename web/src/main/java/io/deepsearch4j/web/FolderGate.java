package io.deepsearch4j.web;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Decides which address is a file of the folder. What is outside is refused before the disk is
/// touched, so that nobody learns from the answer what exists there.
final class FolderGate {
  private final Path root;

  /// @param root a real path
  FolderGate(Path root) {
    this.root = root;
  }

  /// What an address stands for.
  sealed interface Place {
    /// A regular file in the folder.
    record Inside(Path path) implements Place {}

    /// A place in the folder where no file is.
    record Missing() implements Place {}

    /// Anything else.
    record Outside() implements Place {}
  }

  Place place(URI url) {
    Path path;
    try {
      if (!"file".equalsIgnoreCase(url.getScheme())
          || url.isOpaque()
          || url.getRawAuthority() != null
          || url.getRawQuery() != null) {
        return new Place.Outside();
      }
      path = Path.of(new URI("file", null, url.getPath(), null)).normalize();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
      return new Place.Outside();
    }
    if (!path.startsWith(root) || path.equals(root)) {
      return new Place.Outside();
    }
    return belowRoot(path);
  }

  private Place belowRoot(Path path) {
    Path step = root;
    for (Path part : root.relativize(path)) {
      step = step.resolve(part);
      if (FolderFiles.isHidden(step)) {
        return new Place.Outside();
      }
      if (Files.isSymbolicLink(step)) {
        return behindLink(path);
      }
    }
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? new Place.Inside(path)
        : new Place.Missing();
  }

  /// A link may name another file of the folder. One that dangles is treated like one that leads
  /// out: telling them apart would tell what exists outside.
  private Place behindLink(Path path) {
    try {
      Path real = path.toRealPath();
      boolean inside = real.startsWith(root) && !real.equals(root);
      return inside ? belowRoot(real) : new Place.Outside();
    } catch (IOException _) {
      return new Place.Outside();
    }
  }
}

package io.deepsearch4j.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// The token that is made at the first start and kept in the home folder, readable by its owner
/// alone.
public final class TokenFile {
  private static final int BYTES = 32;

  private TokenFile() {}

  /// The token in a file; makes both if there is none.
  ///
  /// @param random must be one that nobody can guess
  public static String token(Path file, RandomGenerator random) {
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      try {
        Files.createFile(file, rights(file));
      } catch (FileAlreadyExistsException _) {
        // Another server started at the same moment.
        return read(file);
      }
      Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
      return token;
    } catch (IOException e) {
      throw new ServerException(
          "the token cannot be kept in " + file + "; make its folder writable, or set server.token",
          e);
    }
  }

  private static String read(Path file) throws IOException {
    String token = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (token.length() < BYTES) {
      throw new ServerException(file + " holds no token; delete it, and a new one is made");
    }
    return token;
  }

  private static FileAttribute<?>[] rights(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

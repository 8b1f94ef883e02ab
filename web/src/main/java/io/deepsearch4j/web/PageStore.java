package io.deepsearch4j.web;

import io.deepsearch4j.documents.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What we read, by hash: every response's bytes, the document read from them, and the [Page] that
/// ties both to an address. Safe to share between threads and processes: files are written under
/// another name and moved into place.
///
/// ```
/// bytes/ab/abcd…            the response, named by its SHA-256
/// pages/0123456789abcdef.json        the page record
/// documents/0123456789abcdef.json.gz the document
/// visits/ab/abcd…           what to ask a server by, named by the SHA-256 of the address
/// ```
public final class PageStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Path folder;

  public PageStore(Path folder) {
    this.folder = folder;
  }

  /// The SHA-256 of bytes in lower-case hex.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The id of the page with this final address and this content.
  public static String pageId(URI finalUrl, String sha256) {
    return sha256((finalUrl + "\n" + sha256).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /// Keeps bytes; answers their SHA-256. Keeping the same bytes twice costs one file.
  public String keep(byte[] bytes) {
    String sha256 = sha256(bytes);
    Path file = bytesFile(sha256);
    if (!Files.exists(file)) {
      write(file, bytes);
    }
    return sha256;
  }

  /// Keeps a page and its document, so that [#page(String)] and [#document(String)] find them.
  public void keep(Page page, Document document) {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(JSON.writeValueAsBytes(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(file("documents", page.id(), ".json.gz"), zipped.toByteArray());
    write(file("pages", page.id(), ".json"), JSON.writeValueAsBytes(page));
  }

  /// The bytes with this SHA-256.
  public Optional<byte[]> bytes(String sha256) {
    return SHA256.matcher(sha256).matches() ? read(bytesFile(sha256)) : Optional.empty();
  }

  /// The page with this [Page#id()].
  public Optional<Page> page(String id) {
    return ID.matcher(id).matches()
        ? read(file("pages", id, ".json")).map(bytes -> JSON.readValue(bytes, Page.class))
        : Optional.empty();
  }

  /// The document of the page with this [Page#id()].
  public Optional<Document> document(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return read(file("documents", id, ".json.gz"))
        .map(
            bytes -> {
              try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return JSON.readValue(in, Document.class);
              } catch (IOException e) {
                throw new UncheckedIOException("the stored document " + id + " is damaged", e);
              }
            });
  }

  /// Keeps what is needed to ask later whether an address has changed.
  void keep(Visit visit) {
    write(visitFile(visit.url()), JSON.writeValueAsBytes(visit));
  }

  /// The last visit to an address in canonical spelling. A damaged record is no record: the page is
  /// simply fetched again.
  Optional<Visit> visit(String canonicalUrl) {
    try {
      return read(visitFile(canonicalUrl))
          .map(bytes -> JSON.readValue(bytes, Visit.class))
          .filter(visit -> visit.url().equals(canonicalUrl));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Path visitFile(String canonicalUrl) {
    String name = sha256(canonicalUrl.getBytes(StandardCharsets.UTF_8));
    return folder.resolve("visits").resolve(name.substring(0, 2)).resolve(name + ".json");
  }

  private Path bytesFile(String sha256) {
    return folder.resolve("bytes").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private Path file(String kind, String id, String suffix) {
    return folder.resolve(kind).resolve(id + suffix);
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the page store", e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Path temporary = Files.createTempFile(file.getParent(), ".", ".part");
      Files.write(temporary, bytes);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the page store in " + file.getParent(), e);
    }
  }
}

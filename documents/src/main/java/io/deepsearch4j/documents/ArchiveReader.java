package io.deepsearch4j.documents;

import io.deepsearch4j.documents.Reading.Read;
import io.deepsearch4j.documents.Reading.Reason;
import io.deepsearch4j.documents.Reading.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads ZIP archives into one document whose parts are the members. Nothing is written to disk, so
/// a member's name is only a name. Limits hold over all nested archives together.
final class ArchiveReader {
  static final int MOST_MEMBERS = 1_000;
  private static final int BUFFER = 64 * 1024;

  private final DocumentsConfig config;
  private final DocumentReader members;

  /// @param members reads what is in the archive, other archives excepted
  ArchiveReader(DocumentsConfig config, DocumentReader members) {
    this.config = config;
    this.members = members;
  }

  Reading read(Source source) throws IOException {
    var parts = new DocumentParts(BinaryType.ZIP.mediaType());
    var unpacking = new Unpacking(source.bytes().length);
    try {
      unpacking.read(source.bytes(), source.url(), "", 1, parts);
    } catch (ZipException broken) {
      if (String.valueOf(broken.getMessage()).contains("encrypted")) {
        return BinaryReader.passwordRequired(source);
      }
      throw broken;
    }
    if (unpacking.tooMuch) {
      return new Unreadable(
          Reason.TOO_LARGE,
          source.url() + " unpacks to far more than its size and was not read further");
    }
    if (unpacking.count == 0) {
      return new Unreadable(
          Reason.BROKEN,
          source.url() + " is an archive without readable members; try another copy");
    }
    return new Read(parts.build());
  }

  /// One walk through an archive and the archives inside.
  private final class Unpacking {
    private final long budget;
    private int count;
    private long unpacked;
    private boolean tooMuch;

    Unpacking(long packed) {
      // Small archives of plain text pack well: the ratio counts from one megabyte on.
      long byRatio = Math.max(packed, 1_000_000 / config.maxRatio() + 1) * config.maxRatio();
      budget = Math.min(byRatio, config.maxBytes());
    }

    void read(byte[] archive, URI url, String prefix, int depth, DocumentParts parts)
        throws IOException {
      try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
        for (ZipEntry entry = zip.getNextEntry();
            entry != null && !tooMuch;
            entry = zip.getNextEntry()) {
          if (entry.isDirectory()) {
            continue;
          }
          if (++count > MOST_MEMBERS) {
            parts.remark("Only the first " + MOST_MEMBERS + " members of the archive were read.");
            return;
          }
          String name = DocumentBuilder.clean(entry.getName());
          byte[] content = content(zip);
          if (!tooMuch) {
            member(content, memberUrl(url, name), prefix + name, depth, parts);
          }
        }
      } catch (IllegalArgumentException badName) {
        parts.remark("The archive has a member whose name cannot be decoded.");
      }
    }

    private byte[] content(ZipInputStream zip) throws IOException {
      var content = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
        unpacked += read;
        if (unpacked > budget) {
          tooMuch = true;
          return new byte[0];
        }
        content.write(buffer, 0, read);
      }
      return content.toByteArray();
    }

    private void member(byte[] content, URI url, String path, int depth, DocumentParts parts)
        throws IOException {
      if (BinaryType.of(content) == BinaryType.ZIP) {
        if (depth >= config.maxDepth()) {
          parts.remark(path + " is an archive too deep inside others and was not opened.");
        } else {
          inner(content, url, path, depth, parts);
        }
        return;
      }
      switch (members.read(new Source(content, "", url))) {
        case Read(Document document) -> parts.add(path, document);
        case Unreadable(Reason reason, String why) ->
            parts.remark(path + " was not read (" + reason + "): " + why);
      }
    }

    private void inner(byte[] content, URI url, String path, int depth, DocumentParts parts)
        throws IOException {
      try {
        read(content, url, path + "!/", depth + 1, parts);
      } catch (ZipException | EOFException broken) {
        parts.remark(path + " is damaged or encrypted and was not read to its end.");
      }
    }

    private static URI memberUrl(URI archive, String name) {
      try {
        String path = archive.getPath() == null ? "" : archive.getPath();
        return new URI(archive.getScheme(), archive.getAuthority(), path + "!/" + name, null, null);
      } catch (URISyntaxException odd) {
        return archive;
      }
    }
  }
}

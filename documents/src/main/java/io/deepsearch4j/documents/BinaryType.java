package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// What a binary file is, told by its first bytes and, for containers, by the names inside.
enum BinaryType {
  PDF("application/pdf"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  XLS("application/vnd.ms-excel"),
  DOC("application/msword"),
  PPT("application/vnd.ms-powerpoint"),
  ENCRYPTED_OFFICE("application/x-ole-storage"),
  ZIP("application/zip"),
  OTHER("application/octet-stream");

  // Real files may carry a few bytes of junk before %PDF; readers allow one kilobyte.
  private static final int PDF_SEARCH = 1_024;
  private static final int ENTRIES_LOOKED_AT = 2_000;

  private final String mediaType;

  BinaryType(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  static BinaryType of(byte[] bytes) {
    if (startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 'P', 'K', 5, 6)) {
      return zipped(bytes);
    }
    if (startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
      return compound(bytes);
    }
    int head = Math.min(bytes.length, PDF_SEARCH);
    if (new String(bytes, 0, head, StandardCharsets.ISO_8859_1).contains("%PDF-")) {
      return PDF;
    }
    return OTHER;
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static BinaryType zipped(byte[] bytes) {
    boolean hasTypes = false;
    BinaryType office = OTHER;
    try (var zip = ZipFile.builder().setByteArray(bytes).setIgnoreLocalFileHeader(true).get()) {
      Iterator<ZipArchiveEntry> entries = zip.getEntries().asIterator();
      for (int i = 0; i < ENTRIES_LOOKED_AT && entries.hasNext(); i++) {
        String name = entries.next().getName();
        hasTypes |= name.equals("[Content_Types].xml");
        office = office == OTHER ? officePart(name) : office;
      }
    } catch (IOException | RuntimeException broken) {
      // Without a readable directory it is still a ZIP; whoever reads it says what is wrong.
      return ZIP;
    }
    return hasTypes && office != OTHER ? office : ZIP;
  }

  private static BinaryType officePart(String name) {
    if (name.startsWith("xl/")) {
      return XLSX;
    }
    if (name.startsWith("word/")) {
      return DOCX;
    }
    return name.startsWith("ppt/") ? PPTX : OTHER;
  }

  private static BinaryType compound(byte[] bytes) {
    try (var files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
      DirectoryNode root = files.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        return ENCRYPTED_OFFICE;
      }
      if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
        return XLS;
      }
      if (root.hasEntryCaseInsensitive("WordDocument")) {
        return DOC;
      }
      return root.hasEntryCaseInsensitive("PowerPoint Document") ? PPT : OTHER;
    } catch (IOException | RuntimeException broken) {
      // A damaged container has no type; the caller says so in its sentence.
      return OTHER;
    }
  }
}

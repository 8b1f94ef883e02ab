package io.deepsearch4j.documents;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.poi.POIDocument;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.ooxml.POIXMLProperties;
import org.jspecify.annotations.Nullable;

/// What an office file says about itself: its title and the day it was made.
final class OfficeProperties {
  private OfficeProperties() {}

  static void apply(POIXMLProperties properties, DocumentBuilder builder) {
    POIXMLProperties.CoreProperties core = properties.getCoreProperties();
    apply(core.getTitle(), core.getCreated(), builder);
  }

  static void apply(POIDocument file, DocumentBuilder builder) {
    SummaryInformation summary = file.getSummaryInformation();
    if (summary != null) {
      apply(summary.getTitle(), summary.getCreateDateTime(), builder);
    }
  }

  private static void apply(@Nullable String title, @Nullable Date made, DocumentBuilder builder) {
    if (title != null) {
      builder.title(title);
    }
    if (made != null) {
      builder.published(LocalDate.ofInstant(made.toInstant(), ZoneOffset.UTC).toString());
    }
  }
}

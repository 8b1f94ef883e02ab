package io.deepsearch4j.documents;

/// Reads what is text without being a page or a table: plain text, Markdown, JSON, XML, feeds and
/// sitemaps.
final class TextReader implements DocumentReader {
  private final DocumentsConfig config;

  TextReader(DocumentsConfig config) {
    this.config = config;
  }

  @Override
  public Reading read(Source source) {
    String type = MediaTypes.of(source);
    String text = Charsets.decode(source);
    var builder = new DocumentBuilder(type);
    switch (type) {
      case MediaTypes.MARKDOWN -> new MarkdownText(builder, source.url()).read(text);
      case MediaTypes.JSON -> {
        if (!new JsonText(builder, source.url(), config.maxCells()).read(text)) {
          new PlainText(builder).read(text);
        }
      }
      case MediaTypes.XML -> new XmlText(builder, source.url(), config.maxCells()).read(text);
      default -> new PlainText(builder).read(text);
    }
    if (builder.isEmpty()) {
      return new Reading.Unreadable(
          Reading.Reason.BROKEN, source.url() + " holds no text; look for another copy of it");
    }
    Document document = builder.build();
    return new Reading.Read(builder.language(Languages.of(document.text())).build());
  }
}

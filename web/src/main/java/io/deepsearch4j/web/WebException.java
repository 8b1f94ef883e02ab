package io.deepsearch4j.web;

/// What nobody near can mend: a folder that is not there, an index in use, a setting that cannot
/// work. The message is a sentence for the person who set it up.
public final class WebException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WebException(String sentence) {
    super(sentence);
  }

  public WebException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A conversation as one text, the way a model family saw it in training.
public record Rendering(List<Span> spans) {
  public Rendering {
    spans = List.copyOf(spans);
  }

  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /// Collects spans, leaving out empty ones. Not safe to share between threads.
  static final class Builder {
    private final List<Span> spans = new ArrayList<>();
    private Span.Voice voice = Span.Voice.OTHERS;

    Builder voice(Span.Voice whose) {
      voice = whose;
      return this;
    }

    Builder control(String token) {
      return add(token, Span.Kind.CONTROL);
    }

    Builder plain(String text) {
      return add(text, Span.Kind.PLAIN);
    }

    private Builder add(String text, Span.Kind kind) {
      if (!text.isEmpty()) {
        spans.add(new Span(text, kind, voice));
      }
      return this;
    }

    Rendering build() {
      return new Rendering(spans);
    }
  }
}

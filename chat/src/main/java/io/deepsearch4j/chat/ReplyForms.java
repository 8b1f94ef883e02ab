package io.deepsearch4j.chat;

import java.util.List;

/// The few shapes that a reply may have, for models too small for JSON: a reply is one of the
/// forms, and a form is a row of parts.
///
/// A model that runs here is held to them while it writes; from any other the reply is parsed as it
/// comes. Copies are made from the plain text of the request's user and tool messages, so a name, a
/// number or an address that nobody mentioned cannot be written.
///
/// @param thoughts what a slow reply may think; empty for any words
/// @param forms at least one, unless the reply is free
public record ReplyForms(List<Form> thoughts, List<Form> forms) {

  /// No restriction at all.
  public static final ReplyForms FREE = new ReplyForms(List.of(), List.of());

  public ReplyForms {
    thoughts = List.copyOf(thoughts);
    forms = List.copyOf(forms);
  }

  /// Whether everything is allowed.
  public boolean isFree() {
    return forms.isEmpty();
  }

  /// One shape: its parts, one after the other, with nothing between them.
  public record Form(List<Part> parts) {
    public Form {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a form needs at least one part");
      }
    }

    public static Form of(Part... parts) {
      return new Form(List.of(parts));
    }
  }

  /// A stretch of a reply.
  public sealed interface Part {}

  /// This text, letter by letter.
  public record Fixed(String text) implements Part {
    public Fixed {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a fixed part is not empty");
      }
    }
  }

  /// One of these texts.
  public record OneOf(List<String> texts) implements Part {
    public OneOf {
      texts = List.copyOf(texts);
      if (texts.isEmpty() || texts.contains("")) {
        throw new IllegalArgumentException("a choice needs texts, and none of them empty");
      }
    }
  }

  /// Whole words copied from one place of the request's user and tool messages, within one line;
  /// with the space before them if they stand behind one in the reply.
  ///
  /// @param atMost characters
  public record Copied(int atMost) implements Part {
    public Copied {
      if (atMost < 1) {
        throw new IllegalArgumentException("a copy has at least one character");
      }
    }
  }

  /// Whole words copied from the thought before the reply, so that what is said is what was thought
  /// of; a reply without a thought copies as with [Copied].
  ///
  /// @param atMost characters
  public record Quoted(int atMost) implements Part {
    public Quoted {
      if (atMost < 1) {
        throw new IllegalArgumentException("a quote has at least one character");
      }
    }
  }

  /// Any text of at least one character; it goes on until the part behind it begins, or to the end.
  ///
  /// @param atMost characters
  public record Words(int atMost) implements Part {
    public Words {
      if (atMost < 1) {
        throw new IllegalArgumentException("words have at least one character");
      }
    }
  }
}

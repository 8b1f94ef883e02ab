package io.deepsearch4j.web;

import java.io.IOException;

/// Thrown when an answer breaks one of our limits; asking again would not mend it.
final class AnswerRefusal extends IOException {
  private static final long serialVersionUID = 1;

  AnswerRefusal(String why) {
    super(why);
  }
}

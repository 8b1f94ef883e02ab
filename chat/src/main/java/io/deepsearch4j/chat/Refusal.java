package io.deepsearch4j.chat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What an endpoint said when it would not answer.
///
/// @param text all of it that matters, cut to a few thousand characters
/// @param parameter the one it blames; empty where it names none apart
/// @param code its own name for the trouble; may be empty
record Refusal(int status, String text, String parameter, String code) {
  private static final int MOST_CHARACTERS = 4_000;
  private static final int QUOTED_CHARACTERS = 300;

  private static final Pattern TOO_LONG =
      Pattern.compile(
          "context_length_exceeded|maximum context length|context (?:window|size|length)"
              + "|too many (?:input )?tokens|prompt is too long|input is too long|reduce the length"
              + "|range of input length|input length .{0,40}exceed|exceeds? .{0,40}max_model_len"
              + "|max_seq_len|string_above_max_length",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_SUCH_MODEL =
      Pattern.compile(
          "model_not_found|model .{0,120}(?:does not exist|not found|not exist|is not supported"
              + "|unknown|not available)|(?:no such|unknown|invalid|not found:?) model|not a valid model"
              + "|Model Not Exist",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern NO_CREDIT =
      Pattern.compile(
          "insufficient_quota|insufficient balance|exceeded your current quota|credit balance"
              + "|arrearage|insufficient credits",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WINDOW =
      Pattern.compile("context length (?:is|of) (\\d{3,8})", Pattern.CASE_INSENSITIVE);
  private static final Pattern SENT =
      Pattern.compile(
          "(\\d{1,8}) (?:input tokens|in the messages|tokens from the input|of text input)"
              + "|prompt contains (?:at least )?(\\d{1,8})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ABOUT_VALUE =
      Pattern.compile("value|supported values|must be one of|should be", Pattern.CASE_INSENSITIVE);

  static Refusal of(int status, String body) {
    Optional<JsonNode> json = CallJson.read(body).filter(JsonNode::isObject);
    JsonNode error =
        json.map(node -> node.path("error").isObject() ? node.path("error") : node)
            .orElse(MissingNode.getInstance());
    String message = error.path("message").asString("");
    if (message.isEmpty()) {
      message = json.map(node -> node.path("error").asString("")).orElse("");
    }
    String text = message.isEmpty() ? body : message;
    return new Refusal(
        status,
        text.substring(0, Math.min(text.length(), MOST_CHARACTERS)),
        error.path("param").asString(""),
        error.path("code").asString("") + " " + error.path("type").asString(""));
  }

  boolean saysTooLong() {
    return status == 413 || TOO_LONG.matcher(code + " " + text).find();
  }

  boolean saysNoSuchModel() {
    return NO_SUCH_MODEL.matcher(code + " " + text).find();
  }

  boolean saysNoCredit() {
    return status == 402 || NO_CREDIT.matcher(code + " " + text).find();
  }

  /// Whether trying the same again may help.
  boolean mayPass() {
    return (status == 408 || status == 425 || status == 429 || status >= 500) && !saysNoCredit();
  }

  /// Whether a parameter is blamed. An everyday word counts only in quotes.
  boolean names(String name) {
    if (!parameter.isEmpty()) {
      return parameter.equals(name) || parameter.startsWith(name + ".");
    }
    String bare = name.contains("_") ? "|(?<![A-Za-z_])" + name + "(?![A-Za-z_])" : "";
    return Pattern.compile("[\"'`]" + name + "[\"'`]" + bare).matcher(text).find();
  }

  boolean concernsAValue() {
    return ABOUT_VALUE.matcher(code + " " + text).find();
  }

  /// How many tokens a reply may have, where the server says that only the reply is too long.
  OptionalInt roomForReply() {
    Matcher window = WINDOW.matcher(text);
    Matcher sent = SENT.matcher(text);
    if (!window.find() || !sent.find()) {
      return OptionalInt.empty();
    }
    String counted = sent.group(1) == null ? sent.group(2) : sent.group(1);
    int room = Integer.parseInt(window.group(1)) - Integer.parseInt(counted) - 16;
    return room < 64 ? OptionalInt.empty() : OptionalInt.of(room);
  }

  /// The server's words on one short line.
  String quoted(ApiKey key) {
    String line = key.blottedFrom(Invisible.removedFrom(text)).replaceAll("\\s+", " ").strip();
    return line.length() <= QUOTED_CHARACTERS ? line : line.substring(0, QUOTED_CHARACTERS) + "…";
  }
}

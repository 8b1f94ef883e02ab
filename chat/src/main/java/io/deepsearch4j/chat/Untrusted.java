package io.deepsearch4j.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text from outside, made harmless: the one place where words of the web lose the power to be
/// control tokens, roles, tool calls or thoughts of any dialect.
///
/// The text stays readable. The one character that gives a token its power is replaced by a rare
/// look-alike, and nothing else changes:
///
/// | instead of | stands | in |
/// | --- | --- | --- |
/// | `<` | `⟨` | tags and tokens: `⟨think>`, `⟨\|im_start\|>`, `⟨/s>` |
/// | `[` | `⟦` | bracket tokens: `⟦unused9]`, `⟦INST]` |
/// | `:` and `：` | `∶` and `꞉` | a role at the start of a line, the key that would name a tool |
/// | `/` | `∕` | thinking switches: `∕no_think` |
///
/// [#restore] puts the characters back, so that a quote from an escaped page can be compared with
/// the page. It is the exact inverse unless the page itself holds one of the look-alikes. Escaping
/// twice is escaping once. Invisible characters that could hide or reorder words are removed, and
/// that is not undone.
public final class Untrusted {
  private static final String NAMES =
      "think|thinking|thought|reasoning|analysis|tool|tools|tool_calls?|tool_responses?"
          + "|tool_results?|tool_use|tool_output|function|functions|function_calls?"
          + "|function_results?|invoke|parameter|use_mcp_tool|mcp_tool_use|arguments"
          + "|s|unk|pad|bos|eos|mask|sep|cls|eot|eom|eod|start_of_turn|end_of_turn"
          + "|begin_of_text|end_of_text|endoftext|0x[0-9a-f]{2}|unused[_-]?\\d+"
          + "|reserved_special_token_\\d+";

  /// Tags that no tokenizer knows, but a model might take for roles or for our own delimiters.
  private static final Pattern PRETENCE =
      Pattern.compile(
          "<(?=\\s{0,8}+/?+\\s{0,8}+(?:data|system|user|assistant|human|observation|instructions?)\\b)",
          Pattern.CASE_INSENSITIVE);

  /// Anything with a bar inside angle brackets, and the names above with or without attributes.
  private static final Pattern ANGLE =
      Pattern.compile(
          "<(?=[ \\t\\n]{0,8}+[|｜])|<(?=<SYS>>|</SYS>>)|<(?=[ \\t\\n]{0,8}+/?+[ \\t\\n]{0,8}+(?:[a-z]{1,16}+:)?+(?:"
              + NAMES
              + ")(?![a-z0-9_-]))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BRACKET =
      Pattern.compile(
          "\\[(?=[ \\t]{0,8}/?(?:unused[_ ]?\\d|INST\\b|SYS\\b|TOOL_CALLS\\b|TOOL_RESULTS?\\b"
              + "|AVAILABLE_TOOLS\\b|TOOL_CONTENT\\b|SYSTEM_PROMPT\\b|BOS\\b|EOS\\b|PAD\\b|UNK\\b|CLS\\b"
              + "|SEP\\b|MASK\\b|THINK\\b|gMASK\\b|sMASK\\b|END_OF_TURN\\b))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ROLE =
      Pattern.compile(
          "(^[ \\t>#*_-]{0,12}(?:system|user|assistant|human|ai|bot|tool|function|developer"
              + "|observation|action|tool (?:result|response|output|call)|final answer"
              + "|系统|用户|助手|工具|方法)[ \\t*_]{0,6})([:：])",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /// A JSON key that names a tool; one with a backslash could spell such a key in disguise.
  private static final Pattern CALL_KEY =
      Pattern.compile(
          "([\"'](?:name|tool|function|tool_name|[^\"'\\n]{0,60}\\\\[^\"'\\n]{0,60})[\"'][ \\t\\r\\n]*+):");

  private static final Pattern SWITCH =
      Pattern.compile("/(?=(?:no|auto)_think)|(?<!\\S)/(?=think\\b)", Pattern.CASE_INSENSITIVE);

  private Untrusted() {}

  /// The text without any power over a model: tokens, roles, calls, switches, our own delimiters.
  public static String escape(String text) {
    String escaped = PRETENCE.matcher(withoutTokens(text)).replaceAll("⟨");
    escaped = ROLE.matcher(escaped).replaceAll(match -> role(match.group(1), match.group(2)));
    escaped = CALL_KEY.matcher(escaped).replaceAll("$1∶");
    return SWITCH.matcher(escaped).replaceAll("∕");
  }

  private static String role(String before, String colon) {
    return Matcher.quoteReplacement(before) + (colon.equals(":") ? "∶" : "꞉");
  }

  /// A block of outside text between delimiters that it cannot close.
  ///
  /// @param source where it comes from, for the model to see; also from outside
  public static String wrap(String source, String text) {
    String origin = escape(source).replaceAll("[\"<>\\s]+", " ").strip();
    return "<data source=\"" + origin + "\">\n" + escape(text) + "\n</data>";
  }

  /// The characters that escaping replaced, put back.
  public static String restore(String text) {
    return text.replace('⟨', '<')
        .replace('⟦', '[')
        .replace('∶', ':')
        .replace('꞉', '：')
        .replace('∕', '/');
  }

  /// Without what a tokenizer or a chat template could take for its own, but with our delimiters:
  /// what every dialect does to each user and tool message, whoever wrote it.
  public static String withoutTokens(String text) {
    String tokenless = ANGLE.matcher(Invisible.removedFrom(text)).replaceAll("⟨");
    return BRACKET.matcher(tokenless).replaceAll("⟦");
  }
}

package io.deepsearch4j.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// How a `tokenizer.json` cuts a text into words before it looks for tokens in each.
final class TextSplitters {
  private static final String GPT2_WORDS =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  private static final int MOST_STEPS = 32;
  private static final int LONGEST_SPACE = 16;

  private TextSplitters() {}

  /// Cuts one stretch.
  interface Splitter {
    /// @param opensText whether the stretch is the beginning of the whole text
    void split(String stretch, boolean opensText, Consumer<String> out);
  }

  /// @param spec the `pre_tokenizer`; without a type it cuts nothing
  static Splitter of(JsonNode spec) {
    String type = spec.path("type").asString("");
    return switch (type) {
      case "" -> (stretch, _, out) -> out.accept(stretch);
      case "Sequence" -> sequence(spec.path("pretokenizers"));
      case "Split" -> split(spec);
      case "ByteLevel" -> byteLevel(spec);
      case "Metaspace" -> metaspace(spec);
      case "Digits" ->
          matching(
              GuardedPattern.compile(
                  spec.path("individual_digits").asBoolean(false) ? "\\p{N}" : "\\p{N}+"),
              false,
              Behaviour.ISOLATED);
      default -> throw new TokenizerException("the pre_tokenizer " + type + " is not supported");
    };
  }

  /// Whether it ends with a byte-level step: then the vocabulary is of bytes.
  static boolean isByteLevel(JsonNode spec) {
    if (spec.path("type").asString("").equals("ByteLevel")) {
      return true;
    }
    JsonNode steps = spec.path("pretokenizers");
    return !steps.isEmpty() && isByteLevel(steps.get(steps.size() - 1));
  }

  private static Splitter sequence(JsonNode specs) {
    if (specs.size() > MOST_STEPS) {
      throw new TokenizerException("its pre_tokenizer has more than " + MOST_STEPS + " steps");
    }
    Splitter all = (stretch, _, out) -> out.accept(stretch);
    for (int i = specs.size() - 1; i >= 0; i--) {
      if (i < specs.size() - 1 && isByteLevel(specs.get(i))) {
        throw new TokenizerException("a pre_tokenizer after ByteLevel is not supported");
      }
      all = both(of(specs.get(i)), all);
    }
    return all;
  }

  private static Splitter both(Splitter first, Splitter second) {
    return (stretch, opensText, out) -> {
      var opens = new boolean[] {opensText};
      first.split(
          stretch,
          opensText,
          part -> {
            second.split(part, opens[0], out);
            opens[0] = false;
          });
    };
  }

  private static Splitter byteLevel(JsonNode spec) {
    Splitter words =
        spec.path("use_regex").asBoolean(true)
            ? matching(GuardedPattern.compile(GPT2_WORDS), false, Behaviour.ISOLATED)
            : (stretch, _, out) -> out.accept(stretch);
    boolean addsSpace = spec.path("add_prefix_space").asBoolean(true);
    return (stretch, opensText, out) -> {
      boolean prefix = addsSpace && !stretch.isEmpty() && !stretch.startsWith(" ");
      words.split(prefix ? " " + stretch : stretch, opensText, out);
    };
  }

  private static Splitter metaspace(JsonNode spec) {
    String space = spec.path("replacement").asString("\u2581");
    if (space.isEmpty() || space.length() > LONGEST_SPACE) {
      throw new TokenizerException(
          "its Metaspace replaces a space by " + space.length() + " characters");
    }
    boolean old = spec.path("add_prefix_space").asBoolean(true);
    String scheme = spec.path("prepend_scheme").asString(old ? "always" : "never");
    Splitter words =
        spec.path("split").asBoolean(true)
            ? matching(GuardedPattern.literal(space), false, Behaviour.MERGED_WITH_NEXT)
            : (stretch, _, out) -> out.accept(stretch);
    return (stretch, opensText, out) -> {
      String escaped = stretch.replace(" ", space);
      boolean prepends = scheme.equals("always") || (scheme.equals("first") && opensText);
      boolean prefix = prepends && !escaped.isEmpty() && !escaped.startsWith(space);
      words.split(prefix ? space + escaped : escaped, opensText, out);
    };
  }

  private static Splitter split(JsonNode spec) {
    return matching(
        TextNormalisers.pattern(spec.path("pattern")),
        spec.path("invert").asBoolean(false),
        Behaviour.of(spec.path("behavior").asString("")));
  }

  private static Splitter matching(GuardedPattern pattern, boolean invert, Behaviour behaviour) {
    return (stretch, _, out) -> {
      List<Part> parts = parts(pattern, invert, stretch);
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        if (behaviour == Behaviour.REMOVED && part.matched()) {
          continue;
        }
        int to = part.to();
        if (i + 1 < parts.size() && behaviour.joins(part, parts.get(i + 1))) {
          to = parts.get(++i).to();
        }
        out.accept(stretch.substring(part.from(), to));
      }
    };
  }

  private static List<Part> parts(GuardedPattern pattern, boolean invert, String stretch) {
    var parts = new ArrayList<Part>();
    pattern.find(
        stretch,
        (from, to) -> {
          int before = parts.isEmpty() ? 0 : parts.getLast().to();
          add(parts, before, from, invert);
          add(parts, from, to, !invert);
        });
    add(parts, parts.isEmpty() ? 0 : parts.getLast().to(), stretch.length(), invert);
    return parts;
  }

  private static void add(List<Part> parts, int from, int to, boolean matched) {
    if (from < to) {
      parts.add(new Part(from, to, matched));
    }
  }

  private record Part(int from, int to, boolean matched) {}

  /// What becomes of what a pattern matches.
  private enum Behaviour {
    ISOLATED,
    REMOVED,
    MERGED_WITH_PREVIOUS,
    MERGED_WITH_NEXT;

    private static Behaviour of(String name) {
      return switch (name) {
        case "Isolated" -> ISOLATED;
        case "Removed" -> REMOVED;
        case "MergedWithPrevious" -> MERGED_WITH_PREVIOUS;
        case "MergedWithNext" -> MERGED_WITH_NEXT;
        default ->
            throw new TokenizerException("the split behavior '" + name + "' is not supported");
      };
    }

    private boolean joins(Part left, Part right) {
      return switch (this) {
        case ISOLATED, REMOVED -> false;
        case MERGED_WITH_PREVIOUS -> !left.matched() && right.matched();
        case MERGED_WITH_NEXT -> left.matched() && !right.matched();
      };
    }
  }
}

package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.Spellings.LeadingSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Reads the `decoder` of a `tokenizer.json`: what each token adds to a text.
final class JsonSpellings {
  private static final int MOST_STEPS = 32;
  private static final int LONGEST = 10_000;
  private static final byte[] NOTHING = new byte[0];

  private final boolean isByteLevel;
  private boolean fallsBackToBytes;
  private UnaryOperator<String> replace = UnaryOperator.identity();
  private LeadingSpace leading = LeadingSpace.KEPT;
  private int steps;

  private JsonSpellings(boolean isByteLevel) {
    this.isByteLevel = isByteLevel;
  }

  static Spellings of(JsonFile file, AddedTokens added) {
    var decoder = new JsonSpellings(TextSplitters.isByteLevel(file.part("pre_tokenizer")));
    decoder.read(file.part("decoder"));
    return decoder.spell(file.model(), added);
  }

  private void read(JsonNode decoder) {
    if (++steps > MOST_STEPS) {
      throw new TokenizerException("its decoder has more than " + MOST_STEPS + " steps");
    }
    String type = decoder.path("type").asString("");
    switch (type) {
      case "", "ByteLevel", "Fuse" -> {}
      case "ByteFallback" -> fallsBackToBytes = true;
      case "Sequence" -> decoder.path("decoders").forEach(this::read);
      case "Replace" ->
          replacing(
              decoder.path("pattern").path("String").asString(""),
              decoder.path("content").asString(""));
      case "Strip" -> {
        if (decoder.path("start").asInt(0) > 0) {
          leading = LeadingSpace.ONE_PER_TEXT;
        }
      }
      case "Metaspace" -> {
        replacing(decoder.path("replacement").asString("\u2581"), " ");
        if (!decoder.path("prepend_scheme").asString("always").equals("never")) {
          leading = LeadingSpace.ONE_PER_TEXT;
        }
      }
      default -> throw new TokenizerException("the decoder " + type + " is not supported");
    }
  }

  private void replacing(String from, String to) {
    if (from.isEmpty()) {
      throw new TokenizerException("its decoder replaces an expression, which is not supported");
    }
    UnaryOperator<String> before = replace;
    replace =
        text -> {
          String replaced = before.apply(text).replace(from, to);
          if (replaced.length() > LONGEST) {
            throw new TokenizerException("its decoder makes a token too long");
          }
          return replaced;
        };
  }

  private Spellings spell(JsonModel model, AddedTokens added) {
    int last = added.ids().stream().reduce(model.largestId(), Math::max);
    List<byte[]> bytes = new ArrayList<>(Collections.nCopies(last + 1, NOTHING));
    model.ids().forEach((entry, id) -> bytes.set(id, bytes(entry)));
    for (AddedToken token : added.all()) {
      bytes.set(token.id(), token.isSpecial() ? NOTHING : added(token.spelling()));
    }
    var openWithSpace = new BitSet();
    for (int id = 0; id <= last; id++) {
      openWithSpace.set(id, bytes.get(id).length > 0 && bytes.get(id)[0] == ' ');
    }
    return new Spellings(bytes, openWithSpace, leading);
  }

  private byte[] added(String spelling) {
    return Bytes.of(isByteLevel ? spelling : replace.apply(spelling));
  }

  private byte[] bytes(String entry) {
    if (isByteLevel) {
      return ByteAlphabet.bytes(entry);
    }
    if (fallsBackToBytes && ByteNames.matches(entry)) {
      return new byte[] {(byte) ByteNames.parse(entry)};
    }
    return Bytes.of(replace.apply(entry));
  }
}

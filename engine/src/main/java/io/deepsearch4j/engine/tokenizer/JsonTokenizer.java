package io.deepsearch4j.engine.tokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Makes a tokenizer of a `tokenizer.json` and the settings beside it.
final class JsonTokenizer {
  private static final byte[] NOTHING = new byte[0];

  private JsonTokenizer() {}

  static Tokenizer build(byte[] bytes, TokenizerConfig config) {
    JsonFile file = JsonFile.parse(bytes);
    AddedTokens added = added(file, config);
    return new FileTokenizer(
        encoder(file, added.specialIds()),
        added,
        JsonSpellings.of(file, added),
        begin(file, config, added));
  }

  private static AddedTokens added(JsonFile file, TokenizerConfig config) {
    var tokens = new ArrayList<>(file.added());
    tokens.addAll(config.added());
    var known = tokens.stream().map(AddedToken::spelling).collect(Collectors.toSet());
    for (String spelling : config.named()) {
      Integer id = file.model().ids().get(spelling);
      if (id != null && known.add(spelling)) {
        tokens.add(new AddedToken(id, spelling, true));
      }
    }
    return new AddedTokens(tokens);
  }

  private static PlainEncoder encoder(JsonFile file, Set<Integer> specials) {
    JsonModel model = file.model();
    JsonNode words = file.part("pre_tokenizer");
    boolean isByteLevel = TextSplitters.isByteLevel(words);
    Trie entries = new Trie(byId(model, specials, isByteLevel ? ByteAlphabet::bytes : Bytes::of));
    return new WordEncoder(
        TextNormalisers.of(file.part("normalizer")),
        TextSplitters.of(words),
        model.ignoresMerges() ? entries : new Trie(List.of()),
        isByteLevel ? new ByteSymbols(model) : new CharacterSymbols(model, entries),
        new MergeTable(model, specials));
  }

  private static List<byte[]> byId(
      JsonModel model, Set<Integer> specials, Function<String, byte[]> bytes) {
    var list = new ArrayList<>(Collections.nCopies(model.largestId() + 1, NOTHING));
    model
        .ids()
        .forEach(
            (entry, id) -> {
              if (!specials.contains(id)) {
                list.set(id, bytes.apply(entry));
              }
            });
    return list;
  }

  private static int begin(JsonFile file, TokenizerConfig config, AddedTokens added) {
    String spelling =
        switch (config.addsBegin()) {
          case YES -> config.begin();
          case NO -> "";
          case UNSAID -> templateBegin(file.part("post_processor"));
        };
    return added.spelled(spelling).map(AddedToken::id).orElse(-1);
  }

  /// The special token that a template puts first; empty when it puts none.
  private static String templateBegin(JsonNode processor) {
    if (processor.path("type").asString("").equals("TemplateProcessing")) {
      return processor.path("single").path(0).path("SpecialToken").path("id").asString("");
    }
    for (JsonNode step : processor.path("processors")) {
      String begin = templateBegin(step);
      if (!begin.isEmpty()) {
        return begin;
      }
    }
    return "";
  }
}

package io.deepsearch4j.trainer.tokenizer;

import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.trainer.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes `tokenizer.json` and `tokenizer_config.json`, each to a temporary name that is moved into
/// place when all is written.
///
/// A word that is an entry is that entry without merging (`ignore_merges`): that is how whole words
/// and handles are found.
final class TokenizerFiles {
  private static final JsonMapper JSON = JsonMapper.shared();

  private TokenizerFiles() {}

  static void write(Vocabulary vocabulary, Path folder) {
    write(tokenizer(vocabulary), folder.resolve("tokenizer.json"));
    write(config(), folder.resolve("tokenizer_config.json"));
  }

  private static ObjectNode tokenizer(Vocabulary vocabulary) {
    ObjectNode file = JSON.createObjectNode();
    file.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = file.putArray("added_tokens");
    for (String token : Dialects.NANO_TOKENS) {
      added
          .addObject()
          .put("id", vocabulary.entries().indexOf(token))
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    file.putNull("normalizer");
    ObjectNode cuts = file.putObject("pre_tokenizer").put("type", "Split");
    cuts.putObject("pattern").put("Regex", TextWords.EXPRESSION);
    cuts.put("behavior", "Isolated").put("invert", false);
    file.putNull("post_processor");
    ArrayNode decoders = file.putObject("decoder").put("type", "Sequence").putArray("decoders");
    decoders.addObject().put("type", "ByteFallback");
    decoders.addObject().put("type", "Fuse");
    model(vocabulary, file.putObject("model"));
    return file;
  }

  private static void model(Vocabulary vocabulary, ObjectNode model) {
    model.put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", true).put("ignore_merges", true);
    ObjectNode ids = model.putObject("vocab");
    for (int id = 0; id < vocabulary.entries().size(); id++) {
      ids.put(vocabulary.entries().get(id), id);
    }
    ArrayNode merges = model.putArray("merges");
    vocabulary.merges().forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
  }

  private static ObjectNode config() {
    return JSON.createObjectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("eos_token", Dialects.NANO.turnEnd())
        .put("add_bos_token", false)
        .put("clean_up_tokenization_spaces", false);
  }

  private static void write(ObjectNode file, Path path) {
    try {
      WholeFile.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file));
    } catch (IOException e) {
      throw new TokenizerTrainingException(
          path + " cannot be written: " + e + "; check the folder, its rights and the disk", e);
    }
  }
}

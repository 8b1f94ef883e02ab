package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import java.util.Locale;

/// What a person should know before using a model that training here made: what it is, where it
/// comes from, what it can do and what not.
final class ModelCard {
  private static final String TEXT =
      """
      # nano-R

      A language model of openPangu-R's architecture, %s parameters, of which one token meets %s.
      It drives the deepsearch4j agent on practice webs: it plans the chain of a question, chooses what to search and read,
      reads, and judges. **It knows nothing else**: not English, not Chinese, not the world. Asked about
      anything but a practice web it answers nonsense.

      | | |
      | --- | --- |
      | layers, width | %d, %d |
      | experts | %d, of which %d are chosen, %d wide; one shared; the first layer is dense |
      | vocabulary | %d pieces, learnt from the lessons |
      | window | %d tokens |
      | dialect | `nano` (docs/shorthand.md) |

      ## Where it comes from

      Made by `deepsearch train nano` of this repository, from random weights. It learnt from %,d lessons that an oracle gave on the made-up practice
      webs of the seeds below 9000: no text of anybody else was used. Pretraining: %s. Fine-tuning: %s.
      How the runs went is beside this card: `pretrain.svg`, `finetune.svg`, and every tenth step in `pretrain.jsonl` and
      `finetune.jsonl`.

      ## How good it is

      Measured on webs of seeds from 9000 on, which it has not learnt from: docs/evaluation.md.

      ## Licence

      That of the repository. The tokenizer and the weights hold nothing that others made.
      """;

  private ModelCard() {}

  /// @param lessons that it learnt from
  /// @param pretrain what that stage did, in words
  /// @param finetune what that stage did, in words
  static String of(ModelConfig config, int lessons, String pretrain, String finetune) {
    ModelInfo info = ModelInfo.of(config);
    return String.format(
        Locale.ROOT,
        TEXT,
        millions(info.parameters()),
        millions(info.touched()),
        config.layers(),
        config.width(),
        config.experts().count(),
        config.experts().chosen(),
        config.experts().width(),
        config.vocabulary(),
        config.maxPositions(),
        lessons,
        pretrain,
        finetune);
  }

  private static String millions(long count) {
    return String.format(Locale.ROOT, "%.2f million", count / 1e6);
  }
}

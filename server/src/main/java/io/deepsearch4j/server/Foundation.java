package io.deepsearch4j.server;

import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Web;
import java.util.Map;
import java.util.function.BiFunction;

/// What the server stands on; whoever starts it brings it along and closes it afterwards.
///
/// @param audience the same that the runs were given
/// @param models the models that are served beside the agent, by name
/// @param spec makes a run of a wish and the name of whoever asks; throws
///   `IllegalArgumentException` with a sentence where a wish cannot be met
/// @param check checks evidence again, offline
/// @param documents the documents that the settings offer to every caller; searched and opened
/// @param library those documents and each caller's own
public record Foundation(
    Runs runs,
    RunStore store,
    Audience audience,
    PageStore pages,
    Map<String, ChatModel> models,
    BiFunction<RunWish, String, RunSpec> spec,
    Reports reports,
    EvidenceCheck check,
    Web documents,
    Library library,
    Settings settings) {
  public Foundation {
    models = Map.copyOf(models);
  }
}

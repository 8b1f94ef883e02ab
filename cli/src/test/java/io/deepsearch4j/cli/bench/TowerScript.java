package io.deepsearch4j.cli.bench;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.ToolSpec;
import java.util.concurrent.atomic.AtomicInteger;

/// A model that needs no time and plays all parts of one run over [Towers]: as the researcher it
/// searches for a tower, opens its page, asks the page, and goes on to the next tower.
final class TowerScript {
  private static final String FINAL_ANSWER =
      """
      {"answer":"100 metres","explanation":"Tower 0 is 100 metres high. [E1]","confidence":90}""";
  private static final String JUDGEMENT =
      """
      {"sentences":[{"n":1,"support":"supported"}],\
      "conditions":[{"id":"C1","status":"satisfied"}]}""";

  private final Towers towers;
  private final int count;
  private final AtomicInteger turn = new AtomicInteger();

  private TowerScript(Towers towers, int count) {
    this.towers = towers;
    this.count = count;
  }

  /// @param count of towers to go through
  static ChatModel model(Towers towers, int count) {
    return ScriptedChatModel.answering(new TowerScript(towers, count)::reply);
  }

  private Reply reply(ChatRequest request) {
    if (request.outputSchema().contains("key_urls")) {
      return ScriptedChatModel.saying(Towers.PLAN);
    }
    if (request.outputSchema().contains("verdict")) {
      return ScriptedChatModel.saying(Towers.read(request.messages().getLast().text()));
    }
    if (request.tools().isEmpty()) {
      return ScriptedChatModel.saying("Tower 0 is 100 metres high. [E1]");
    }
    if (request.tools().stream().map(ToolSpec::name).anyMatch("judge"::equals)) {
      return call("judge", JUDGEMENT);
    }
    int number = turn.getAndIncrement();
    int tower = number / 3;
    if (tower == count) {
      return call("final_answer", FINAL_ANSWER);
    }
    return switch (number % 3) {
      case 0 -> call("batch_web_search", Towers.search(tower));
      case 1 -> call("url_crawler", towers.open(tower));
      default -> call("document_qa", Towers.ask("P" + (tower + 1), tower));
    };
  }

  private Reply call(String tool, String arguments) {
    return ScriptedChatModel.calling(ScriptedChatModel.call("call-" + turn.get(), tool, arguments));
  }
}

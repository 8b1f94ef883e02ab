package io.deepsearch4j.trainer;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Rendering;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.engine.Prompt;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.trainer.Example.Role;
import java.util.Arrays;
import java.util.List;

/// Turns lessons into examples: the tokens of the request exactly as the engine would be asked, and
/// behind them those of the reply, which is what is to be learnt.
public final class LessonExamples {
  /// Of a thought or a reply, so many first tokens decide what the rest is.
  private static final int DECIDING = 3;

  private final Tokenizer tokenizer;
  private final TextDialect dialect;

  public LessonExamples(Tokenizer tokenizer, TextDialect dialect) {
    this.tokenizer = tokenizer;
    this.dialect = dialect;
  }

  /// The example of a lesson.
  ///
  /// @throws TrainerException when the lesson does not end with a reply, or the dialect writes the
  ///   request otherwise once the reply is known
  public Example of(Conversation lesson) {
    List<Message> messages = lesson.messages();
    if (!(messages.getLast() instanceof Message.Assistant) || messages.size() < 2) {
      throw new TrainerException("a lesson ends with the reply to learn; make the lessons again");
    }
    int[] request = request(lesson);
    int[] all =
        Prompt.of(dialect.renderText(messages, lesson.tools(), lesson.thinking()), tokenizer);
    if (all.length <= request.length
        || !Arrays.equals(all, 0, request.length, request, 0, request.length)) {
      throw new TrainerException(
          "the dialect %s writes a request otherwise once its reply is known, so it cannot be learnt"
              .formatted(dialect.name()));
    }
    return new Example(all, roles(request.length, all));
  }

  /// The tokens that the engine is asked with.
  int[] request(Conversation lesson) {
    List<Message> messages = lesson.messages();
    Rendering asked =
        dialect.renderText(
            messages.subList(0, messages.size() - 1), lesson.tools(), lesson.thinking());
    return Prompt.of(asked, tokenizer);
  }

  private byte[] roles(int request, int[] all) {
    var roles = new byte[all.length];
    Arrays.fill(roles, 1, request, Role.CONTEXT.code());
    int thoughtEnd = tokenizer.special(dialect.thoughtEnd()).orElse(-1);
    int since = 0;
    for (int i = request; i < all.length; i++) {
      roles[i] = (since++ < DECIDING ? Role.DECISION : Role.TARGET).code();
      since = all[i] == thoughtEnd ? 0 : since;
    }
    return roles;
  }
}

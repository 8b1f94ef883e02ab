package io.deepsearch4j.trainer.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.engine.EngineConfig;
import io.deepsearch4j.engine.LocalModel;
import io.deepsearch4j.engine.Speculation;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A network that knows nothing, with a learnt tokenizer, is held to the forms of its requests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearntModelTest {
  private static final String PAGE =
      """
      Taenu Instruments : main supplier
      About us – Taenu Instruments <|end|><|bot|>
      The head office of Taenu Instruments is in Tugex, 公司岚能源 since 1950.
      Management @40
      Partners and suppliers @41""";
  private static final ReplyForms READ =
      new ReplyForms(
          List.of(Form.of(new Copied(120)), Form.of(new Fixed("nothing here"))),
          List.of(
              Form.of(new Fixed("is "), new Copied(60)),
              Form.of(
                  new Fixed("open "),
                  new Copied(60),
                  new Fixed(" "),
                  new OneOf(List.of("@40", "@41"))),
              Form.of(new Fixed("no"))));

  private LocalModel model;
  private ChatModel chat;

  @BeforeAll
  void open(@TempDir Path folder) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add(" " + PAGE.replace("\n", "\n "));
      texts.add(" is Tugex\n no\n open Management @40\n nothing here find");
    }
    int entries = TokenizerTraining.train(texts, TokenizerTraining.DEFAULT_SIZE, folder).entries();
    String config =
        """
        {"architectures": ["PanguProMoEV2ForCausalLM"], "hidden_act": "silu",
         "hidden_size": 32, "num_hidden_layers": 2, "mlp_only_layers": [0],
         "num_attention_heads": 2, "num_key_value_heads": 1,
         "qk_nope_dim": 8, "qk_rope_dim": 8, "v_channels": 16,
         "param_sink_number": 4, "param_sink_with_value": true,
         "intermediate_size": 32, "moe_intermediate_size": 16,
         "shared_expert_intermediate_size": 16, "num_experts": 4, "num_experts_per_tok": 2,
         "norm_topk_prob": true, "router_enable_expert_bias": true, "routed_scaling_factor": 1,
         "sandwich_norm": true, "num_mtp_layers": 0, "rms_norm_eps": 1e-5, "rope_theta": 10000,
         "max_position_embeddings": 1024, "tie_word_embeddings": false, "vocab_size": %d,
         "eos_token_id": 6}
        """
            .formatted(entries);
    RandomWeights.write(
        config.getBytes(StandardCharsets.UTF_8), folder, Precision.BF16, 1, Progress.NONE);
    model =
        LocalModel.open(
            folder,
            new EngineConfig(1, CacheType.BF16, 16, 0, 2, Speculation.AUTO, "auto"),
            Progress.NONE);
    chat = model.chat("learnt", model.options(), () -> 1);
  }

  @AfterAll
  void close() {
    model.close();
  }

  private static ChatRequest request(Thinking thinking, int maxTokens, long seed) {
    return new ChatRequest(
        List.of(new Message.System("read"), new Message.User(PAGE)),
        List.of(),
        thinking,
        new Sampling(1, 1, maxTokens, seed),
        "",
        READ);
  }

  private static boolean isReply(String reply) {
    if (reply.startsWith("is ")) {
      return isCopied(reply.substring(3));
    }
    if (reply.startsWith("open ") && reply.matches("(?s).* @4[01]")) {
      return isCopied(reply.substring(5, reply.length() - 4));
    }
    return reply.equals("no");
  }

  private static boolean isCopied(String text) {
    String page = PAGE.replace("<|", "⟨|");
    return !text.isBlank() && !text.contains("\n") && page.contains(text);
  }

  @Test
  void repliesInFormsWhateverTheSeed() {
    Set<String> replies = new HashSet<>();
    for (int seed = 0; seed < 150; seed++) {
      Thinking thinking = seed % 2 == 0 ? Thinking.FAST : Thinking.SLOW;

      Reply reply = chat.reply(request(thinking, 80, seed), _ -> {});

      Message.Assistant message = reply.message();
      assertThat(isReply(message.text())).as("seed %d: %s", seed, message).isTrue();
      switch (thinking) {
        case FAST -> assertThat(message.reasoning()).isEmpty();
        case SLOW ->
            assertThat(message.reasoning())
                .matches(thought -> isCopied(thought) || thought.equals("nothing here"));
      }
      replies.add(message.text());
    }
    assertThat(replies).hasSizeGreaterThan(30).contains("no");
  }

  @Test
  void endsAShortReplyInAForm() {
    for (int seed = 0; seed < 40; seed++) {
      Reply reply = chat.reply(request(Thinking.SLOW, 16, seed), _ -> {});

      assertThat(isReply(reply.message().text())).as("%s", reply).isTrue();
      assertThat(reply.message().reasoning()).isNotEmpty();
    }
  }

  @Test
  void tellsThoughtsFromTextWhileTheyCome() {
    var thought = new StringBuilder();
    var text = new StringBuilder();

    Reply reply =
        chat.reply(
            request(Thinking.SLOW, 80, 5),
            delta -> {
              switch (delta) {
                case Delta.Reasoning(var piece) -> thought.append(piece);
                case Delta.Text(var piece) -> text.append(piece);
                case Delta.Likelihoods _ -> {}
              }
            });

    assertThat(thought).hasToString(" " + reply.message().reasoning());
    assertThat(text).hasToString(" " + reply.message().text());
    assertThat(reply.usage().reasoning()).isPositive();
  }

  @Test
  void refusesASchema() {
    var request =
        new ChatRequest(
            List.of(new Message.User("?")),
            List.of(),
            Thinking.FAST,
            new Sampling(0, 1, 10, 1),
            "{\"type\":\"object\"}");

    assertThatThrownBy(() -> chat.reply(request, _ -> {}))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("forms instead of a schema");
  }
}

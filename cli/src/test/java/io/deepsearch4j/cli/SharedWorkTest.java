package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the runs of an evaluation share, and what they are kept from.
class SharedWorkTest {
  private static final Reading UNREADABLE =
      new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "no text");

  @Test
  void theSameBytesAtTheSameAddressAreReadOnce() {
    var reads = new AtomicInteger();
    var formats = new FormatReader(DocumentsConfig.DEFAULT, _ -> UNREADABLE);
    var once =
        new ReadOnce(
            source -> {
              reads.incrementAndGet();
              return formats.read(source);
            });

    Reading first = once.read(source("https://a.example/x", "one"));

    assertThat(once.read(source("https://a.example/x", "one"))).isSameAs(first);
    assertThat(reads).hasValue(1);
    once.read(source("https://a.example/x", "two"));
    once.read(source("https://a.example/y", "one"));
    assertThat(reads).hasValue(3);
  }

  @Test
  void whatCouldNotBeReadIsTriedAgain() {
    var reads = new AtomicInteger();
    var once =
        new ReadOnce(
            _ -> {
              reads.incrementAndGet();
              return UNREADABLE;
            });

    once.read(source("https://a.example/x", "one"));
    once.read(source("https://a.example/x", "one"));

    assertThat(reads).hasValue(2);
  }

  private static Source source(String url, String text) {
    return new Source(
        text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", URI.create(url));
  }

  @Test
  void aSetOfPassagesIsEmbeddedOnceWhateverItsOrder() {
    var lengths = new Lengths();
    var once = new EmbedOnce(lengths);

    List<float[]> there = once.passages(List.of("ccc", "a", "bb"));
    List<float[]> back = once.passages(List.of("bb", "a", "ccc"));
    List<float[]> twice = once.passages(List.of("a", "a"));

    assertThat(there).extracting(vector -> vector[0]).containsExactly(3f, 1f, 2f);
    assertThat(back).extracting(vector -> vector[0]).containsExactly(2f, 1f, 3f);
    assertThat(twice).extracting(vector -> vector[0]).containsExactly(1f, 1f);
    assertThat(lengths.asked).containsExactly(List.of("a", "bb", "ccc"), List.of("a"));
  }

  /// Embeds a text as its length.
  private static final class Lengths implements Embedder {
    private final List<List<String>> asked = new ArrayList<>();

    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public float[] question(String question) {
      return new float[] {question.length()};
    }

    @Override
    public List<float[]> passages(List<String> passages) {
      asked.add(passages);
      return passages.stream().map(this::question).toList();
    }

    @Override
    public void close() {}
  }

  @Test
  void onlyPagesOfTheIndexOpen() {
    URI known = URI.create("https://a.example/known");
    URI hidden = URI.create("https://a.example/hidden");
    var web = new OnlyIndexed(new Empty(), Set.of(known));

    assertThat(web.open(known)).isInstanceOf(Fetched.Unreachable.class);
    assertThat(web.open(hidden)).isInstanceOf(Fetched.Refused.class);
    assertThat(web.search(Query.of("x"))).isInstanceOf(Searched.Nothing.class);
  }

  private static final class Empty implements Web {
    @Override
    public Searched search(Query query) {
      return new Searched.Nothing("empty");
    }

    @Override
    public Fetched open(URI url) {
      return new Fetched.Unreachable(url, 404, "there is nothing");
    }
  }

  @Test
  void aGreedyModelIsAskedAtTemperatureZeroAndOtherwiseTheSame() {
    var model = ScriptedChatModel.of(ScriptedChatModel.saying("yes"));
    var request =
        new ChatRequest(
            List.of(new Message.User("Really?")),
            List.of(),
            Thinking.SLOW,
            new Sampling(0.6, 0.9, 77, 5),
            "");

    new Greedy(model).reply(request, _ -> {});

    assertThat(model.requests().getFirst())
        .isEqualTo(
            new ChatRequest(
                request.messages(),
                List.of(),
                Thinking.SLOW,
                new Sampling(0, 0.9, 77, 5),
                "",
                request.forms()));
  }
}

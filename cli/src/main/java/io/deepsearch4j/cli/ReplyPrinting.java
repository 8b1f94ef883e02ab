package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.report.Plain;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Prints a reply while it comes: text on standard output, thinking dimmed on standard error, and
/// at the end how fast it was.
final class ReplyPrinting implements Consumer<Delta> {
  private final Console console;
  private final LongSupplier nanos;
  private final long begin;
  private long first;
  private boolean started;
  private boolean isThinking;

  ReplyPrinting(Console console, LongSupplier nanos) {
    this.console = console;
    this.nanos = nanos;
    begin = nanos.getAsLong();
    first = begin;
  }

  @Override
  public void accept(Delta delta) {
    if (!started) {
      started = true;
      first = nanos.getAsLong();
    }
    switch (delta) {
      case Delta.Reasoning(var piece) -> {
        isThinking = true;
        String plain = Plain.text(piece);
        console.err().print(console.isTerminal() ? "\033[2m" + plain + "\033[0m" : plain);
        console.err().flush();
      }
      case Delta.Text(var piece) -> {
        endThinking();
        console.out().print(Plain.text(piece));
        console.out().flush();
      }
      case Delta.Likelihoods _ -> {}
    }
  }

  private void endThinking() {
    if (isThinking) {
      console.err().println();
      isThinking = false;
    }
  }

  void end(Reply reply) {
    long end = nanos.getAsLong();
    endThinking();
    console.out().println();
    console.out().flush();
    if (reply.finish() == Reply.Finish.LENGTH) {
      console.tell("the reply is cut, because no more tokens were allowed or fit");
    }
    Usage usage = reply.usage();
    console.tell(
        String.format(
            Locale.ROOT,
            "%,d tokens read (%,d known before) in %.1f s, %,d written at %.1f tokens/s",
            usage.prompt(),
            usage.cached(),
            (first - begin) / 1e9,
            usage.completion(),
            // The first token belongs to reading.
            Math.max(0, usage.completion() - 1) / Math.max((end - first) / 1e9, 1e-3)));
  }
}

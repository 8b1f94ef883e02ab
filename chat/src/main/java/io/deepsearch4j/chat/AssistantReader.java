package io.deepsearch4j.chat;

import io.deepsearch4j.chat.CallJson.Candidate;
import io.deepsearch4j.chat.ToolCall.Parse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Understands what a model wrote, however it wrote it.
///
/// In this order, the first that yields a call wins: the server's own calls; then, with thinking
/// taken out first (a call inside a thought is no call), calls between tags; a fenced JSON block;
/// bare JSON that names a known tool. JSON is mended where it must be. What the model wrote behind
/// its first call as if it were the tool's result is cut, with all that follows it.
final class AssistantReader {
  private static final Pattern INVENTED =
      Pattern.compile(
          "<tool_response>|<tool_result|<\\|im_start\\|>|\\[unused9\\]"
              + "|^[ \\t]*(?:工具：|方法：|Observation:|Tool (?:result|response|output):|```tool_output)",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private final Set<CallTags> own;
  private final ChatRequest request;
  private final List<String> remarks = new ArrayList<>();

  AssistantReader(Set<CallTags> own, ChatRequest request) {
    this.own = own;
    this.request = request;
  }

  Understood read(Written written) {
    Thoughts thoughts = Thoughts.in(written.text());
    remarks.addAll(thoughts.remarks());
    String reasoning = joined(written.reasoning(), thoughts.reasoning());
    Calls found =
        written.calls().isEmpty() ? inText(thoughts.text()) : structured(written, thoughts);
    List<ToolCall> calls = numbered(found);
    return new Understood(new Message.Assistant(found.text(), reasoning, calls), remarks);
  }

  /// Calls, with the ids the server gave them or empty ones, and the text around them.
  private record Calls(String text, List<Candidate> calls, List<String> ids) {
    static Calls withoutIds(String text, List<Candidate> calls) {
      return new Calls(text, calls, calls.stream().map(_ -> "").toList());
    }
  }

  private Calls structured(Written written, Thoughts thoughts) {
    String text = TaggedCalls.in(thoughts.text(), own).text();
    return new Calls(
        text,
        written.calls().stream()
            .map(call -> CallJson.call(call.tool(), call.arguments(), Parse.STRICT))
            .toList(),
        written.calls().stream().map(Written.WireCall::id).toList());
  }

  private Calls inText(String text) {
    TaggedCalls tagged = TaggedCalls.in(text, own);
    if (!tagged.calls().isEmpty()) {
      String honest = cut(text, tagged.end());
      TaggedCalls kept = honest.equals(text) ? tagged : TaggedCalls.in(honest, own);
      return Calls.withoutIds(kept.text(), kept.calls());
    }
    var loose =
        new LooseCalls(request.tools().stream().map(ToolSpec::name).collect(Collectors.toSet()));
    Optional<LooseCalls.Found> fenced = loose.fenced(text);
    Optional<LooseCalls.Found> found = fenced.isPresent() ? fenced : loose.bare(text);
    if (found.isEmpty()) {
      return Calls.withoutIds(text, List.of());
    }
    remarks.add("The call was found as plain JSON in the text.");
    String honest = cut(text, found.get().end());
    String around = honest.substring(0, found.get().start()) + honest.substring(found.get().end());
    return Calls.withoutIds(around.strip(), found.get().calls());
  }

  private String cut(String text, int from) {
    Matcher invented = INVENTED.matcher(text);
    if (!invented.find(from)) {
      return text;
    }
    remarks.add("The model invented a tool result behind its call; it was cut.");
    return text.substring(0, invented.start());
  }

  private List<ToolCall> numbered(Calls found) {
    var ids = new CallIds(request.messages());
    var seen = new HashSet<List<String>>();
    var calls = new ArrayList<ToolCall>();
    for (int i = 0; i < found.calls().size(); i++) {
      Candidate call = found.calls().get(i);
      if (!seen.add(List.of(call.tool(), call.arguments()))) {
        remarks.add("The same call to " + call.tool() + " came twice; once is enough.");
        continue;
      }
      switch (call.parse()) {
        case STRICT, FALLBACK -> {}
        case REPAIRED -> remarks.add("The JSON of the call to " + call.tool() + " was mended.");
        case BROKEN -> remarks.add("The JSON of a call was beyond repair.");
      }
      calls.add(
          new ToolCall(
              ids.unique(found.ids().get(i)), call.tool(), call.arguments(), call.parse()));
    }
    return calls;
  }

  private static String joined(String apart, String inText) {
    return apart.isEmpty() || inText.isEmpty() ? apart + inText : apart + "\n" + inText;
  }
}

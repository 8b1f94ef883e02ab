package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/// Offered tools in the words of the protocol library. This is an edge: exceptions become answers
/// that say so, because that is what a model can react to.
///
/// @param <C> who calls
final class ToolCalls<C> {
  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Function<McpTransportContext, C> caller;

  ToolCalls(Function<McpTransportContext, C> caller) {
    this.caller = caller;
  }

  List<SyncToolSpecification> of(List<OfferedTool<C>> tools) {
    return tools.stream().map(this::of).toList();
  }

  private SyncToolSpecification of(OfferedTool<C> tool) {
    return new SyncToolSpecification(
        described(tool), (exchange, request) -> answer(tool, exchange, request));
  }

  private static Tool described(OfferedTool<?> tool) {
    OfferedTool.Effect effect = tool.effect();
    return Tool.builder(tool.name(), object(tool.input()))
        .title(tool.title())
        .description(tool.description())
        .outputSchema(object(tool.output()))
        .annotations(
            ToolAnnotations.builder()
                .title(tool.title())
                .readOnlyHint(effect == OfferedTool.Effect.READS)
                .destructiveHint(effect == OfferedTool.Effect.ENDS)
                .idempotentHint(effect != OfferedTool.Effect.BEGINS)
                .openWorldHint(effect == OfferedTool.Effect.BEGINS)
                .build())
        .build();
  }

  private CallToolResult answer(
      OfferedTool<C> tool, McpSyncServerExchange exchange, CallToolRequest request) {
    try {
      ObjectNode answer =
          tool.work()
              .answer(
                  caller.apply(exchange.transportContext()),
                  arguments(request),
                  progress(exchange, request));
      // Twice, because some clients read only the text and some only the structure.
      return CallToolResult.builder()
          .addTextContent(answer.toString())
          .structuredContent(object(answer))
          .isError(false)
          .build();
    } catch (ToolRefusal e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return refused("the server stops; ask again in a moment");
    } catch (RuntimeException e) {
      LOG.error("the tool {} failed", tool.name(), e);
      return refused("the server made a mistake; its log has the details");
    }
  }

  private static CallToolResult refused(String sentence) {
    return CallToolResult.builder().addTextContent(sentence).isError(true).build();
  }

  private static ObjectNode arguments(CallToolRequest request) {
    return request.arguments() == null
        ? McpJson.MAPPER.createObjectNode()
        : McpJson.MAPPER.valueToTree(request.arguments());
  }

  private static Progress progress(McpSyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token == null) {
      return _ -> {};
    }
    var told = new AtomicInteger();
    return message -> {
      try {
        exchange.progressNotification(
            ProgressNotification.builder(token, told.incrementAndGet()).message(message).build());
      } catch (RuntimeException e) {
        throw new ToolRefusal("the client went away while it was told of the progress", e);
      }
    };
  }

  private static Map<String, Object> object(ObjectNode json) {
    return McpJson.MAPPER.convertValue(json, OBJECT);
  }
}

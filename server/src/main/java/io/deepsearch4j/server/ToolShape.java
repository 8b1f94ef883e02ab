package io.deepsearch4j.server;

import io.deepsearch4j.server.mcp.OfferedTool;
import io.deepsearch4j.server.mcp.Progress;
import io.deepsearch4j.server.mcp.ToolRefusal;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ObjectNode;

/// What a tool is called, takes and gives: two records between which its work stands.
///
/// @param <T> the arguments
/// @param properties of the arguments, as a JSON schema has them
/// @param required names of the arguments that must be there, separated by spaces
/// @param answer the shape of the answer
record ToolShape<T>(
    String name,
    String title,
    String description,
    OfferedTool.Effect effect,
    Class<T> arguments,
    String properties,
    String required,
    Class<?> answer) {
  private static final String REFERENCE = "#/components/schemas/";

  /// What a call does.
  @FunctionalInterface
  interface Work<T> {
    Object answer(Caller caller, T arguments, Progress progress) throws InterruptedException;
  }

  OfferedTool<Caller> doing(Work<T> work) {
    return new OfferedTool<>(
        name,
        title,
        description,
        input(),
        output(),
        effect,
        (caller, json, progress) -> {
          try {
            return Json.MAPPER.valueToTree(work.answer(caller, read(json), progress));
          } catch (ProblemException e) {
            throw new ToolRefusal(String.valueOf(e.getMessage()), e);
          }
        });
  }

  private T read(ObjectNode json) {
    try {
      return Json.MAPPER.treeToValue(json, arguments);
    } catch (ValueInstantiationException e) {
      String why = e.getCause() == null ? null : e.getCause().getMessage();
      throw new ToolRefusal(why == null ? "an argument does not fit" : why, e);
    } catch (JacksonException e) {
      throw new ToolRefusal("an argument does not fit; see the tool's schema", e);
    }
  }

  private ObjectNode input() {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    schema.set("properties", Json.MAPPER.readTree(properties));
    var names = schema.putArray("required");
    Arrays.stream(required.split(" ")).forEach(names::add);
    return schema.put("additionalProperties", false);
  }

  private ObjectNode output() {
    var schemas = new Schemas();
    schemas.of(answer);
    ObjectNode all = schemas.all();
    ObjectNode schema = ((ObjectNode) all.remove(answer.getSimpleName())).deepCopy();
    if (!all.isEmpty()) {
      schema.set("$defs", all);
    }
    return (ObjectNode) Json.MAPPER.readTree(schema.toString().replace(REFERENCE, "#/$defs/"));
  }
}

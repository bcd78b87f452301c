package io.weir.infra.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON schema of a stage's file, for editors; what is read is checked by the same table. */
public final class StageSchema {

  private StageSchema() {}

  /** Returns the schema that {@code stages/schema.json} must be. */
  public static JsonNode json() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Settings of a stage of Weir");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("$schema").put("type", "string");
    OptionTable.ALL.forEach(it -> properties.set(it.name(), property(it)));
    return schema;
  }

  private static ObjectNode property(Option option) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    property.put("description", description(option));
    switch (option.form()) {
      case NUMBER -> property.put("type", "integer");
      case CAPACITY -> {
        var choices = property.putArray("oneOf");
        choices.addObject().put("type", "integer").put("minimum", 1);
        choices.addObject().put("const", "on-demand");
      }
      case SPAN -> property.put("type", "string").put("pattern", "^[0-9]{1,6}[smhd]$");
      case FLAG -> property.put("type", "boolean");
      case WORD -> {
        var words = property.putArray("enum");
        option.words().forEach(words::add);
      }
      case TEXT -> property.put("type", "string").put("minLength", 1);
      case LIST -> property.put("type", "array").putObject("items").put("type", "string");
      case TAGS ->
          property.put("type", "object").putObject("additionalProperties").put("type", "string");
    }
    return property;
  }

  private static String description(Option option) {
    String dev = option.defaults().dev();
    String prod = option.defaults().prod();
    if ((dev.isEmpty() && prod.isEmpty()) || option.name().equals("kind")) {
      return option.meaning();
    }
    return option.meaning()
        + (dev.equals(prod)
            ? "; " + dev + " by default"
            : "; %s in dev, %s in prod by default".formatted(dev, prod));
  }
}

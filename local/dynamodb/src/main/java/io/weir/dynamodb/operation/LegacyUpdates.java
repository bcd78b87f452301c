package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Arithmetic;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Update;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The older way to say an update: an action and a value by attribute. */
final class LegacyUpdates {

  private LegacyUpdates() {}

  static Update read(Parameters parameters) {
    List<Update.Action> actions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries("AttributeUpdates")) {
      Parameters update = new Parameters(entry.getValue());
      Parameters given = update.structure("Value");
      Value value = given == null ? null : ValueJson.read(given.body());
      actions.add(action(entry.getKey(), update.text("Action", "PUT"), value));
    }
    return new Update(actions);
  }

  private static Update.Action action(String name, String action, @Nullable Value value) {
    Path path = Path.to(name);
    if (value == null) {
      if (action.equals("DELETE")) {
        return new Update.Remove(path);
      }
      throw DynamoDbException.parameters(
          "Only DELETE action is allowed when no attribute value is specified");
    }
    return switch (action) {
      case "PUT" -> new Update.Assign(path, item -> value);
      case "ADD" -> add(path, value);
      case "DELETE" -> delete(path, value);
      default ->
          throw DynamoDbException.validation(
              "1 validation error detected: Value '"
                  + action
                  + "' at 'attributeUpdates."
                  + name
                  + ".member.action' failed to satisfy constraint: Member must satisfy enum value"
                  + " set: [ADD, PUT, DELETE]");
    };
  }

  private static Update.Action add(Path path, Value value) {
    if (value instanceof Value.L) {
      return new Update.Assign(
          path,
          item -> {
            Value old = path.in(item);
            return old == null ? value : Arithmetic.append(old, value);
          });
    }
    if (!(value instanceof Value.N) && !isSet(value)) {
      throw DynamoDbException.parameters(
          "ADD action is not supported for the type " + value.type());
    }
    return new Update.Add(path, value);
  }

  private static Update.Action delete(Path path, Value value) {
    if (!isSet(value)) {
      throw DynamoDbException.parameters(
          "DELETE action with value is not supported for the type " + value.type());
    }
    return new Update.Delete(path, value);
  }

  private static boolean isSet(Value value) {
    return value instanceof Value.SS || value instanceof Value.NS || value instanceof Value.BS;
  }
}

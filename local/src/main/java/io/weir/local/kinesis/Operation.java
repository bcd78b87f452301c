package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param parameters all that it understands; others are refused
 * @param action answers a request
 */
record Operation(Set<String> parameters, Function<Params, ObjectNode> action) {

  /** Returns an operation that answers with nothing. */
  static Operation silent(Set<String> parameters, Consumer<Params> action) {
    return new Operation(
        parameters,
        params -> {
          action.accept(params);
          return JsonNodeFactory.instance.objectNode();
        });
  }
}

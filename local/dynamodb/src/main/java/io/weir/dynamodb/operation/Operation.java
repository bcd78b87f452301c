package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;

/** One operation of the API. */
@FunctionalInterface
public interface Operation {

  /**
   * Answers a request.
   *
   * @throws io.weir.dynamodb.error.DynamoDbException when the request is refused
   */
  JsonNode answer(Parameters request);
}

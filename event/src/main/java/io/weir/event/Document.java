package io.weir.event;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A payload that is a JSON object, in DynamoDB's types.
 *
 * @param value one value of type M, its members in the payload's order
 * @param size what it weighs, in bytes
 */
record Document(AttributeValue value, int size) {

  @Nullable AttributeValue member(String name) {
    return value.m().get(name);
  }
}

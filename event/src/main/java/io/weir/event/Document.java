package io.weir.event;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A payload that is a JSON object, in DynamoDB's types.
 *
 * @param members the object's members, in the payload's order
 * @param size what the whole is as one value of type M, in bytes
 */
record Document(Map<String, AttributeValue> members, int size) {}

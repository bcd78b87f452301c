package io.weir.local.dynamodb;

/**
 * A write that a client asks for, as far as a fault may depend on it.
 *
 * @param operation such as {@code PutItem}
 * @param entry its place in its batch, from 0; 0 in a call that is no batch
 * @param json the batch's entry, or the call's body, as DynamoDB's own JSON
 */
public record Write(String operation, int entry, String json) {}

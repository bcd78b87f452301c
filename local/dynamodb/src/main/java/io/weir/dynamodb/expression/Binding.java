package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Value;
import java.util.HashSet;
import java.util.Set;

/** What turns a parsed expression of one kind into one that can be evaluated for a request. */
record Binding(String kind, Placeholders placeholders, Set<String> attributes) {

  /** Binds to placeholders, without keeping which attributes the expression names. */
  Binding(String kind, Placeholders placeholders) {
    this(kind, placeholders, new HashSet<>());
  }

  /** Returns the name that a token stands for. */
  String name(String token) {
    return token.charAt(0) == '#' ? placeholders.name(kind, token) : token;
  }

  /** Returns the value that a token stands for. */
  Value value(String token) {
    return placeholders.value(kind, token);
  }

  /** Returns an error of the expression. */
  DynamoDbException invalid(String message) {
    return DynamoDbException.validation("Invalid " + kind + ": " + message);
  }

  /** Returns the error for a literal of a type that an operator does not take. */
  DynamoDbException wrongType(String operator, Value value) {
    return invalid(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + value.type());
  }
}

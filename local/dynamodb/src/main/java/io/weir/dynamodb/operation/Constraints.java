package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the model asks of a request's members: all that is broken is said in one error. */
final class Constraints {

  private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
  private static final int MAX_NAME = 255;
  private static final int MAX_REPORTED = 10;
  private static final String CAPACITY = "ReturnConsumedCapacity";

  private final List<String> broken = new ArrayList<>();

  /** Says that a member's value breaks a constraint; null is a value, too. */
  Constraints refuse(@Nullable Object value, String member, String constraint) {
    broken.add(
        "Value "
            + (value == null ? "null" : "'" + value + "'")
            + " at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
    return this;
  }

  /** Requires a member. */
  Constraints required(Parameters parameters, String name) {
    if (!parameters.has(name)) {
      refuse(null, lower(name), "Member must not be null");
    }
    return this;
  }

  /** Requires one of some texts, if there is one. */
  Constraints oneOf(Parameters parameters, String name, String... allowed) {
    return oneOf(parameters.text(name), lower(name), allowed);
  }

  /** Requires one of some texts, if there is one. */
  Constraints oneOf(@Nullable String text, String member, String... allowed) {
    if (text != null && !Arrays.asList(allowed).contains(text)) {
      refuse(text, member, "Member must satisfy enum value set: " + Arrays.toString(allowed));
    }
    return this;
  }

  /** Requires the parameter that says which consumption to report to be one of its values. */
  Constraints consumedCapacity(Parameters parameters) {
    return oneOf(parameters, CAPACITY, "INDEXES", "TOTAL", "NONE");
  }

  /** Requires the parameters that all writes of one item have. */
  Constraints writing(Parameters parameters) {
    return consumedCapacity(parameters)
        .oneOf(parameters, "ReturnItemCollectionMetrics", "SIZE", "NONE")
        .oneOf(
            parameters, "ReturnValues", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW")
        .oneOf(parameters, "ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE")
        .oneOf(parameters, "ConditionalOperator", "OR", "AND");
  }

  /** Requires a number to be in a range, if there is one. */
  Constraints range(Parameters parameters, String name, long low, long high) {
    Long number = parameters.number(name);
    if (number != null && number < low) {
      refuse(number, lower(name), "Member must have value greater than or equal to " + low);
    } else if (number != null && number > high) {
      refuse(number, lower(name), "Member must have value less than or equal to " + high);
    }
    return this;
  }

  /** Requires the name of a table that is used. */
  Constraints tableName(Parameters parameters) {
    return tableName(parameters.text("TableName"), 1);
  }

  /** Requires a table's name of at least so many characters. */
  Constraints tableName(@Nullable String name, int least) {
    if (name == null) {
      return refuse(null, "tableName", "Member must not be null");
    }
    return name(TableNames.plain(name), "tableName", least);
  }

  /** Requires the name of a table or an index. */
  Constraints name(String name, String member, int least) {
    if (name.length() < least) {
      refuse(name, member, "Member must have length greater than or equal to " + least);
    }
    if (name.length() > MAX_NAME) {
      refuse(name, member, "Member must have length less than or equal to " + MAX_NAME);
    }
    if (!name.isEmpty() && !TABLE_NAME.matcher(name).matches()) {
      refuse(
          name, member, "Member must satisfy regular expression pattern: " + TABLE_NAME.pattern());
    }
    return this;
  }

  /** Requires the name of an index, if there is one. */
  Constraints indexName(Parameters parameters) {
    String name = parameters.text("IndexName");
    return name == null ? this : name(name, "indexName", 3);
  }

  /** Requires a list to have so many elements. */
  Constraints length(List<?> list, String member, int low, int high) {
    if (list.size() < low) {
      refuse(list, member, "Member must have length greater than or equal to " + low);
    } else if (list.size() > high) {
      refuse(list, member, "Member must have length less than or equal to " + high);
    }
    return this;
  }

  /** Throws if anything is broken. */
  void check() {
    if (broken.isEmpty()) {
      return;
    }
    List<String> reported = broken.subList(0, Math.min(MAX_REPORTED, broken.size()));
    throw DynamoDbException.validation(
        broken.size()
            + (broken.size() == 1
                ? " validation error detected: "
                : " validation errors detected: ")
            + String.join("; ", reported));
  }

  static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}

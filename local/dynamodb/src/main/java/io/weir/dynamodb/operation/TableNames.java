package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import org.jspecify.annotations.Nullable;

/** Names of tables, which a request may give as the table's ARN. */
final class TableNames {

  private static final String TABLE = ":table/";

  private TableNames() {}

  /** Returns the name that an ARN or a name says. */
  static String plain(String name) {
    int at = name.startsWith("arn:") ? name.indexOf(TABLE) : -1;
    if (at < 0) {
      return name;
    }
    String rest = name.substring(at + TABLE.length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  /** Returns the name that a request gives, which was required. */
  static String of(Parameters parameters) {
    return plain(parameters.text("TableName", ""));
  }

  /** Returns the name of the table that a resource's ARN names. */
  static String ofResource(@Nullable String arn) {
    if (arn == null || !arn.matches("arn:aws[a-z-]*:dynamodb:[^:]+:[^:]*:table/.+")) {
      throw DynamoDbException.validation(
          "Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    return plain(arn);
  }
}

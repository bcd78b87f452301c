package io.weir.powertools;

import io.weir.powertools.IdempotencySettings.InvalidIdempotencyException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.lambda.powertools.idempotency.persistence.dynamodb.DynamoDBPersistenceStore;

/** The table of Powertools' markers, looked at once before the first event depends on it. */
final class MarkerTable {

  /** What no later call would do better; all else may pass, and is a failure of its records. */
  private static final Set<String> LASTING =
      Set.of("ResourceNotFoundException", "ValidationException", "AccessDeniedException");

  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private MarkerTable() {}

  /**
   * Returns a guard over the table.
   *
   * @throws InvalidIdempotencyException if it is not there, has another key, or may not be read
   */
  static PowertoolsGuard open(IdempotencySettings settings) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(call -> call.apiCallTimeout(LONGEST_CALL))
            .build();
    look(client, settings.table());
    return PowertoolsGuard.over(
        DynamoDBPersistenceStore.builder()
            .withTableName(settings.table())
            .withDynamoDbClient(client)
            .build(),
        settings);
  }

  /** Reads a marker that is not there, and throws if no read can work. */
  static void look(DynamoDbClient client, String table) {
    try {
      client.getItem(
          GetItemRequest.builder()
              .tableName(table)
              .key(Map.of("id", AttributeValue.fromS("weir:start")))
              .build());
    } catch (DynamoDbException e) {
      String code = code(e);
      if (LASTING.contains(code)) {
        throw new InvalidIdempotencyException(
            "IDEMPOTENCY_TABLE_NAME=\""
                + table
                + "\" cannot be used: "
                + code
                + "; it must be there, have the one key id (S), and be readable and writable");
      }
    } catch (SdkException e) {
      return; // not reached: each record's call will say so
    }
  }

  /** Returns the code by which AWS names an error, or the exception's name. */
  static String code(Throwable e) {
    AwsErrorDetails details =
        e instanceof DynamoDbException failed ? failed.awsErrorDetails() : null;
    return details == null || details.errorCode() == null
        ? e.getClass().getSimpleName()
        : details.errorCode();
  }
}

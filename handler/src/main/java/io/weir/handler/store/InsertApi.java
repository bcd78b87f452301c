package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.handler.call.BatchApi;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.store.InsertApi.InsertResult.Inserted;
import io.weir.handler.store.InsertApi.InsertResult.Refused;
import io.weir.handler.store.InsertApi.InsertResult.Taken;
import io.weir.handler.store.InsertApi.InsertResult.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;

/**
 * Inserts through {@code BatchExecuteStatement}. The call answers 200 though each of its statements
 * may have failed (DDB-53), so every single answer is read.
 */
record InsertApi(DynamoDbClient client, InsertText table)
    implements BatchApi<Insert, InsertApi.InsertResult> {

  /** Returns the statement that stores an event at the given time. */
  Insert prepare(Event event, Instant storedAt) {
    return Insert.into(table, event, storedAt);
  }

  @Override
  public List<Reply<InsertResult>> call(List<Insert> inserts, Duration timeout) {
    BatchExecuteStatementRequest request = InsertBody.request(InsertBody.write(inserts), timeout);
    return client.batchExecuteStatement(request).responses().stream()
        .map(response -> reply(response.error()))
        .toList();
  }

  private static Reply<InsertResult> reply(@Nullable BatchStatementError error) {
    if (error == null) {
      return Reply.settled(new Inserted());
    }
    String code = error.codeAsString();
    if (error.code() == null) {
      return Reply.again("NoErrorCode");
    }
    return switch (error.code()) {
      case DUPLICATE_ITEM -> Reply.settled(new Taken());
      case VALIDATION_ERROR -> Reply.settled(new Refused(code));
      case THROTTLING_ERROR,
          PROVISIONED_THROUGHPUT_EXCEEDED,
          REQUEST_LIMIT_EXCEEDED,
          INTERNAL_SERVER_ERROR,
          TRANSACTION_CONFLICT ->
          Reply.again(code);
      default -> Reply.settled(new Unknown(Cause.STORE_FAILED, code));
    };
  }

  @Override
  public InsertResult refused(String code) {
    return new Refused(code);
  }

  @Override
  public InsertResult unsettled(String code) {
    return code.isEmpty()
        ? new Unknown(Cause.NO_TIME, "not tried")
        : new Unknown(Cause.STORE_FAILED, code);
  }

  /** What the table said to one insert. */
  sealed interface InsertResult {

    /** The event is stored. */
    record Inserted() implements InsertResult {}

    /** The key is taken, by this event or by another. */
    record Taken() implements InsertResult {}

    /** The statement breaks a rule of the table's. */
    record Refused(String code) implements InsertResult {}

    /** Nothing is known; the event may even be stored. */
    record Unknown(Outcome.Cause cause, String code) implements InsertResult {}
  }
}

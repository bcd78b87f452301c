package io.weir.powertools;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.handler.StreamHandler;
import software.amazon.lambda.powertools.idempotency.persistence.dynamodb.DynamoDBPersistenceStore;

/**
 * The Lambda function in Powertools' wiring: deploy this class instead of {@link StreamHandler}.
 *
 * <p>It needs a table of its own, named by {@code IDEMPOTENCY_TABLE_NAME}, with the key {@code id}.
 */
public final class PowertoolsStreamHandler
    implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  private final StreamHandler function =
      new StreamHandler(
          PowertoolsWiring.over(
              DynamoDBPersistenceStore.builder()
                  .withTableName(System.getenv("IDEMPOTENCY_TABLE_NAME"))
                  .build()));

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    return function.handleRequest(event, context);
  }
}

package io.weir.bench.lever;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** As {@link LeanPut}, with the event bound to its type by AWS's runtime client. */
public final class TypedPut implements RequestHandler<KinesisEvent, StreamsEventResponse> {
  private final DynamoDbClient client =
      DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    event
        .getRecords()
        .forEach(
            record ->
                Put.one(
                    client,
                    StandardCharsets.UTF_8.decode(record.getKinesis().getData()).toString()));
    return new StreamsEventResponse(List.of());
  }
}

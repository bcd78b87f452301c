package io.weir.bench.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The usual Java sample: one conditional {@code PutItem} after the other. */
public final class SequentialPuts implements RequestHandler<KinesisEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(SequentialPuts.class);

  private final DynamoDbClient client = DynamoDbClient.create();
  private final String table = System.getenv("TABLE_NAME");

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (KinesisEventRecord record : event.getRecords()) {
      try {
        store(record);
      } catch (IOException | SdkException e) {
        String number = record.getKinesis().getSequenceNumber();
        LOG.warn("record {} failed: {}", number, e.getClass().getSimpleName());
        failures.add(new BatchItemFailure(number));
      }
    }
    LOG.info("processed {} records", event.getRecords().size());
    return new StreamsEventResponse(failures);
  }

  private void store(KinesisEventRecord record) throws IOException {
    try {
      client.putItem(
          SampleItem.put(table, SampleEvent.of(record), record.getKinesis().getPartitionKey()));
    } catch (ConditionalCheckFailedException e) {
      LOG.debug("a duplicate");
    }
  }
}

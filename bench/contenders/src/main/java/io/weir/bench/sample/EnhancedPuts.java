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
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The same through the enhanced client and its documents. */
public final class EnhancedPuts implements RequestHandler<KinesisEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(EnhancedPuts.class);

  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(eventId)").build();

  private final DynamoDbTable<EnhancedDocument> table =
      DynamoDbEnhancedClient.create()
          .table(
              System.getenv("TABLE_NAME"),
              TableSchema.documentSchemaBuilder()
                  .addIndexPartitionKey(
                      TableMetadata.primaryIndexName(), "eventId", AttributeValueType.S)
                  .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                  .build());

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
    SampleEvent event = SampleEvent.of(record);
    EnhancedDocument item =
        EnhancedDocument.builder()
            .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
            .putString("eventId", event.eventId())
            .putString("timestamp", event.timestamp())
            .putString("partitionKey", record.getKinesis().getPartitionKey())
            .putJson("data", event.data().toString())
            .build();
    try {
      table.putItem(request -> request.item(item).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException e) {
      LOG.debug("a duplicate");
    }
  }
}

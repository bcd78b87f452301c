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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One conditional {@code PutItem} per record, 32 of them at a time. */
public final class ParallelPuts implements RequestHandler<KinesisEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(ParallelPuts.class);
  private static final int THREADS = 32;

  private final DynamoDbClient client = DynamoDbClient.create();
  private final String table = System.getenv("TABLE_NAME");
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    List<CompletableFuture<Optional<BatchItemFailure>>> puts = new ArrayList<>();
    for (KinesisEventRecord record : event.getRecords()) {
      puts.add(CompletableFuture.supplyAsync(() -> attempt(record), threads));
    }
    List<BatchItemFailure> failures = new ArrayList<>();
    puts.forEach(put -> put.join().ifPresent(failures::add));
    LOG.info("processed {} records", event.getRecords().size());
    return new StreamsEventResponse(failures);
  }

  private Optional<BatchItemFailure> attempt(KinesisEventRecord record) {
    try {
      client.putItem(
          SampleItem.put(table, SampleEvent.of(record), record.getKinesis().getPartitionKey()));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    } catch (IOException | SdkException e) {
      String number = record.getKinesis().getSequenceNumber();
      LOG.warn("record {} failed: {}", number, e.getClass().getSimpleName());
      return Optional.of(new BatchItemFailure(number));
    }
  }
}

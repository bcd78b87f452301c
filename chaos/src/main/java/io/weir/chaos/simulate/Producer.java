package io.weir.chaos.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Puts records in batches, and those again that the answer does not name as accepted. */
final class Producer {

  private static final int MOST = 25;

  private final World world;
  private final KinesisClient stream;
  private final Payloads payloads;
  private final Scenario.Load load;

  Producer(World world, KinesisClient stream, Payloads payloads, Scenario.Load load) {
    this.world = world;
    this.stream = stream;
    this.payloads = payloads;
    this.load = load;
  }

  /** Puts this many records, and returns once all of them are accepted. */
  void run(int records) {
    int left = records;
    while (left > 0) {
      int size = Math.min(left, 1 + world.random().nextInt(MOST));
      List<PutRecordsRequestEntry> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Payloads.Put put = payloads.next("key-" + world.random().nextInt(load.keys()));
        batch.add(
            PutRecordsRequestEntry.builder()
                .partitionKey(put.key())
                .data(SdkBytes.fromByteArray(put.payload()))
                .build());
      }
      put(batch);
      left -= size;
      world.pause(world.between(Duration.ofMillis(20), Duration.ofSeconds(3)));
    }
  }

  private void put(List<PutRecordsRequestEntry> batch) {
    List<PutRecordsRequestEntry> open = batch;
    while (!open.isEmpty()) {
      List<PutRecordsRequestEntry> now = open;
      try {
        PutRecordsResponse response =
            stream.putRecords(it -> it.streamName(StreamService.STREAM).records(now));
        open = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
          if (response.records().get(i).errorCode() != null) {
            open.add(now.get(i));
          }
        }
      } catch (AwsServiceException | SdkClientException e) {
        open = now;
      }
      if (!open.isEmpty()) {
        world.pause(Duration.ofMillis(100));
      }
    }
  }
}

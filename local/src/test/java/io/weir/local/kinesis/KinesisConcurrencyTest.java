package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.kinesis.Kinesis.RecordPage;
import io.weir.local.kinesis.Kinesis.ShardView;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers, readers and a reshard at the same time. */
class KinesisConcurrencyTest {

  private static final int WRITERS = 4;
  private static final int RECORDS_EACH = 200;

  @Test
  @Timeout(60)
  void whatWasAcknowledgedIsReadOnceAndInOrderWhileShardsSplit(@TempDir Path directory)
      throws Exception {
    try (Kinesis kinesis =
        new Kinesis(KinesisSettings.inMemory().storedIn(directory), InstantSource.system())) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      List<Callable<Boolean>> work = new ArrayList<>();
      IntStream.range(0, WRITERS).forEach(i -> work.add(() -> write(calls, i, acknowledged)));
      work.add(() -> reshard(calls));

      List<BigInteger> early = new ArrayList<>();
      work.add(() -> follow(kinesis, early));
      ExecutorService threads = Executors.newFixedThreadPool(work.size());
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
      threads.shutdown();

      assertThat(acknowledged).hasSize(WRITERS * RECORDS_EACH);
      assertThat(stored(kinesis)).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(early).isSorted().doesNotHaveDuplicates();
      assertThat(kinesis.shards("s")).hasSize(7);
    }
  }

  private static boolean write(WireCalls calls, int writer, Set<String> acknowledged) {
    for (int i = 0; i < RECORDS_EACH; i++) {
      String answer =
          calls
              .ok(
                  "PutRecord",
                  "{'StreamName':'s','PartitionKey':'%d-%d','Data':'eA=='}".formatted(writer, i))
              .path("SequenceNumber")
              .asText();
      acknowledged.add(answer);
    }
    return true;
  }

  private static boolean reshard(WireCalls calls) {
    for (int target : new int[] {2, 4}) {
      calls.ok(
          "UpdateShardCount",
          "{'StreamName':'s','TargetShardCount':%d,'ScalingType':'UNIFORM_SCALING'}"
              .formatted(target));
    }
    return true;
  }

  /** Reads the first shard until it ends. */
  private static boolean follow(Kinesis kinesis, List<BigInteger> numbers) {
    ReadFrom from = new ReadFrom.TrimHorizon();
    while (true) {
      RecordPage page = kinesis.read("s", "shardId-000000000000", from, 10);
      page.records().forEach(record -> numbers.add(new BigInteger(record.sequenceNumber())));
      if (page.atEnd()) {
        return true;
      }
      from = page.next();
      Thread.onSpinWait();
    }
  }

  private static List<String> stored(Kinesis kinesis) {
    List<String> numbers = new ArrayList<>();
    for (ShardView shard : kinesis.shards("s")) {
      kinesis
          .read("s", shard.shardId(), new ReadFrom.TrimHorizon(), 10_000)
          .records()
          .forEach(record -> numbers.add(record.sequenceNumber()));
    }
    return numbers;
  }
}

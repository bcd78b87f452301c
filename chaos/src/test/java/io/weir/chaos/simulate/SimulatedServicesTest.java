package io.weir.chaos.simulate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The simulator's services, in good weather. */
class SimulatedServicesTest extends ServicesContract {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SplittableRandom random = new SplittableRandom(1);
  private final World world =
      new World(
          new Scheduler(START, Runnable::run),
          random,
          new Weather(random, random, Set.of()),
          new Trace(Trace.Kept.NOTHING));
  private final Table table = new Table(world);
  private final Queue queue =
      new Queue(world, new Messages(world, new Unwatched()), Optional.empty());
  private final StreamService service = new StreamService(world.time());
  private final KinesisClient stream =
      new StreamClient(world, service, (shardId, number, entry) -> {});

  private record Unwatched() implements Messages.Watcher {
    @Override
    public void queued(String message, String body, Carried carried) {}

    @Override
    public void deleting(String message) {}

    @Override
    public void deleted(String message) {}
  }

  @BeforeEach
  void createsTheStream() {
    service.call(
        "CreateStream",
        StreamService.object().put("StreamName", StreamService.STREAM).put("ShardCount", 2));
    world.time().runUntil(START.plusSeconds(60));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Override
  DynamoDbClient table() {
    return table;
  }

  @Override
  SqsClient queue() {
    return queue;
  }

  @Override
  String queueUrl() {
    return Queue.URL;
  }

  @Override
  KinesisClient stream() {
    return stream;
  }
}

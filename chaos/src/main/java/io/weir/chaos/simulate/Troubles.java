package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.kinesis.Kinesis.ShardView;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The faults that come at a time of their own. */
final class Troubles {

  private static final Duration SPAN = Duration.ofSeconds(25);
  private static final Duration LONG_SPAN = Duration.ofMinutes(3);

  /** A message of one record fits, and hardly one of two with their payloads. */
  private static final int SMALL = 1_500;

  private Troubles() {}

  /** Plans those that a run has. */
  static void plan(Pipeline pipeline) {
    World world = pipeline.world();
    if (world.weather().has(Fault.TABLE_OUTAGE)) {
      window(world, Fault.TABLE_OUTAGE, pipeline.table()::out);
    }
    if (world.weather().has(Fault.QUEUE_OUTAGE)) {
      window(world, Fault.QUEUE_OUTAGE, pipeline.messages()::out);
    }
    if (world.weather().has(Fault.STREAM_BUSY)) {
      window(world, Fault.STREAM_BUSY, pipeline.service()::busy);
    }
    if (world.weather().has(Fault.DESTINATION_DENIED)) {
      window(world, Fault.DESTINATION_DENIED, pipeline::deny);
    }
    if (world.weather().has(Fault.REDELIVERY)) {
      several(world, Fault.REDELIVERY, pipeline.mapping()::redeliver);
    }
    if (world.weather().has(Fault.RESHARD)) {
      several(world, Fault.RESHARD, () -> reshard(world, pipeline.service()));
    }
    if (world.weather().has(Fault.TABLE_RESTORED)) {
      Duration back = world.between(Duration.ofSeconds(5), LONG_SPAN);
      several(
          world, Fault.TABLE_RESTORED, LONG_SPAN, () -> pipeline.table().history().restore(back));
    }
    if (world.weather().has(Fault.MAPPING_CHANGED)) {
      several(world, Fault.MAPPING_CHANGED, pipeline.changes()::change);
    }
    if (pipeline.isTeam() && world.weather().has(Fault.JOURNAL_OUTAGE)) {
      window(world, Fault.JOURNAL_OUTAGE, pipeline.teamJournal().client()::out);
    }
    if (pipeline.isTeam() && world.weather().has(Fault.JOURNAL_SHARED)) {
      pipeline.teamJournal().guests().plan();
    }
    letters(pipeline);
    if (world.weather().has(Fault.QUEUE_SMALL)) {
      world.weather().struck(Fault.QUEUE_SMALL);
      pipeline.messages().limit(SMALL + world.random().nextInt(2 * SMALL));
    }
  }

  /** Others write into the queue. */
  private static void letters(Pipeline pipeline) {
    World world = pipeline.world();
    Forger forger = pipeline.forger();
    Strangers strangers = pipeline.strangers();
    Messages queue = pipeline.messages();
    if (world.weather().has(Fault.LETTER_FORGED)) {
      several(world, Fault.LETTER_FORGED, LONG_SPAN, forger::forge);
    }
    if (world.weather().has(Fault.LETTER_FOREIGN)) {
      several(world, Fault.LETTER_FOREIGN, LONG_SPAN, () -> strangers.foreign(queue));
    }
    if (world.weather().has(Fault.LETTER_MALFORMED)) {
      several(world, Fault.LETTER_MALFORMED, LONG_SPAN, () -> strangers.malformed(queue, forger));
    }
  }

  private static void window(World world, Fault fault, Consumer<Boolean> trouble) {
    Duration from = world.between(Duration.ZERO, SPAN);
    Duration length = world.between(Duration.ofSeconds(5), Duration.ofMinutes(3));
    world
        .time()
        .at(
            world.now().plus(from),
            () -> {
              world.weather().struck(fault);
              trouble.accept(true);
            });
    world.time().at(world.now().plus(from).plus(length), () -> trouble.accept(false));
  }

  private static void several(World world, Fault fault, Runnable trouble) {
    several(world, fault, SPAN, trouble);
  }

  private static void several(World world, Fault fault, Duration span, Runnable trouble) {
    int times = 1 + world.random().nextInt(4);
    for (int i = 0; i < times; i++) {
      world
          .time()
          .at(
              world.now().plus(world.between(Duration.ZERO, span)),
              () -> {
                if (!world.weather().isCalm()) {
                  world.weather().struck(fault);
                  trouble.run();
                }
              });
    }
  }

  /** Splits a shard, or merges two neighbours. */
  private static void reshard(World world, StreamService service) {
    List<ShardView> open =
        service.kinesis().shards(StreamService.STREAM).stream()
            .filter(shard -> !shard.closed())
            .toList();
    ObjectNode parameters = StreamService.object().put("StreamName", StreamService.STREAM);
    try {
      if (open.size() > 1 && world.random().nextBoolean()) {
        merge(world, service, open, parameters);
      } else {
        split(world, service, open, parameters);
      }
    } catch (AwsServiceException e) {
      world.note("no resharding: " + e.getMessage());
    }
  }

  private static void merge(
      World world, StreamService service, List<ShardView> open, ObjectNode parameters) {
    int one = world.random().nextInt(open.size() - 1);
    parameters.put("ShardToMerge", open.get(one).shardId());
    parameters.put("AdjacentShardToMerge", open.get(one + 1).shardId());
    service.call("MergeShards", parameters);
    world.note(() -> "two shards are merged: " + parameters);
  }

  private static void split(
      World world, StreamService service, List<ShardView> open, ObjectNode parameters) {
    ShardView shard = open.get(world.random().nextInt(open.size()));
    for (var listed :
        service
            .call("ListShards", StreamService.object().put("StreamName", StreamService.STREAM))
            .path("Shards")) {
      if (listed.path("ShardId").asText().equals(shard.shardId())) {
        BigInteger from =
            new BigInteger(listed.path("HashKeyRange").path("StartingHashKey").asText());
        BigInteger to = new BigInteger(listed.path("HashKeyRange").path("EndingHashKey").asText());
        parameters.put("ShardToSplit", shard.shardId());
        parameters.put("NewStartingHashKey", from.add(to).shiftRight(1).toString());
        service.call("SplitShard", parameters);
        world.note(() -> "a shard is split: " + parameters);
        return;
      }
    }
  }
}

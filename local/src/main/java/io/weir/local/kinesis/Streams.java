package io.weir.local.kinesis;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** All streams, by name. */
final class Streams implements AutoCloseable {

  private final KinesisSettings settings;
  private final InstantSource clock;
  private final Storage storage;
  private final ConcurrentSkipListMap<String, Stream> byName = new ConcurrentSkipListMap<>();
  private long lastEpochSecond;

  Streams(KinesisSettings settings, InstantSource clock, Storage storage) throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.storage = storage;
    for (Storage.Restored restored : storage.restore()) {
      restored
          .state()
          .shards()
          .forEach(shard -> lastEpochSecond = Math.max(lastEpochSecond, shard.epochSecond()));
      byName.put(restored.state().name(), new Stream(restored, settings, clock));
    }
  }

  List<Stream> all() {
    return List.copyOf(byName.values());
  }

  Stream named(String name) {
    Stream stream = byName.get(name);
    if (stream == null) {
      throw KinesisException.notFound(
          "Stream %s under account %s not found.".formatted(name, settings.accountId()));
    }
    return stream;
  }

  /** Returns the stream that a request names, by name or ARN or both (KIN-3). */
  Stream of(Params params) {
    return named(nameIn(params));
  }

  String nameIn(Params params) {
    String name = params.text("StreamName", TextRule.NAME).orElse("");
    String arn = params.text("StreamARN", TextRule.STREAM_ARN).orElse("");
    if (arn.isEmpty()) {
      if (name.isEmpty()) {
        throw KinesisException.invalidArgument(
            "Stream arn and stream name can't be empty at the same time");
      }
      return name;
    }
    String inferred = nameIn(arn);
    if (!name.isEmpty() && !name.equals(inferred)) {
      throw KinesisException.invalidArgument(
          "Input stream name %s doesn't match the inferred name in stream arn %s"
              .formatted(name, inferred));
    }
    return inferred;
  }

  private String nameIn(String arn) {
    String[] parts = arn.split(":", 6);
    if (!parts[3].equals(settings.region())) {
      throw KinesisException.invalidArgument(
          "The region specified in the ARN '%s' does not match the endpoint region".formatted(arn));
    }
    if (!parts[4].equals(settings.accountId())) {
      throw new KinesisException(
          "UnrecognizedClientException", "No account found for the given parameters");
    }
    return TextRule.NAME.check(parts[5].substring("stream/".length()), "streamARN");
  }

  synchronized void create(String name, int shardCount, StreamSettings chosen) {
    if (byName.containsKey(name)) {
      throw KinesisException.inUse(
          "Stream %s under account %s already exists.".formatted(name, settings.accountId()));
    }
    Instant now = clock.instant().truncatedTo(MILLIS);
    // A stream created again within the second must still refuse its predecessor's numbers.
    lastEpochSecond = Math.max(now.getEpochSecond(), lastEpochSecond + 1);
    List<ShardState> shards = new ArrayList<>();
    for (HashRange range : HashRange.evenly(shardCount)) {
      shards.add(ShardState.original(shards.size(), range, lastEpochSecond, now));
    }
    StreamState first = new StreamState(name, now, chosen, shards);
    StreamLog log = storage.create(first);
    byName.put(name, new Stream(new Storage.Restored(first, List.of(), log), settings, clock));
  }

  synchronized void delete(String name) {
    named(name).delete();
    byName.remove(name);
  }

  @Override
  public void close() {
    byName.values().forEach(Stream::close);
    storage.close();
  }
}

package io.weir.chaos.siege;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** All shards of the stream, closed ones included, however many pages they fill. */
final class ShardList {

  private ShardList() {}

  static List<Shard> of(KinesisClient kinesis) {
    List<Shard> shards = new ArrayList<>();
    ListShardsResponse page = kinesis.listShards(request -> request.streamName(Stack.STREAM));
    shards.addAll(page.shards());
    for (@Nullable String token = page.nextToken(); token != null; token = page.nextToken()) {
      String next = token;
      page = kinesis.listShards(request -> request.nextToken(next));
      shards.addAll(page.shards());
    }
    return shards;
  }
}

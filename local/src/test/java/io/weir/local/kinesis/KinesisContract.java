package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What any Kinesis must do, told through the AWS SDK alone, so that it can be asked of other
 * emulators too: here streams and shards, in {@link RecordContract} records.
 */
abstract class KinesisContract extends RecordContract {

  private static final String QUARTER = "85070591730234615865843651857942052864";

  @Test
  void aSplitShardEndsAndNamesItsChildren() {
    putAt("k", "0", "before");
    split();
    String after = putAt("k", "0", "after");

    GetRecordsResponse end = lastPage(SHARD_0);
    assertThat(end.nextShardIterator()).isNull();
    assertThat(end.childShards())
        .extracting(child -> child.shardId())
        .containsExactly("shardId-000000000002", "shardId-000000000003");
    assertThat(end.childShards().get(0).parentShards()).containsExactly(SHARD_0);
    assertThat(readAll(SHARD_0)).hasSize(1);
    assertThat(readAll("shardId-000000000002").get(0).sequenceNumber()).isEqualTo(after);
    Shard parent = shards().get(0);
    assertThat(parent.sequenceNumberRange().endingSequenceNumber()).isNotNull();
    assertThat(shards().get(2).hashKeyRange().endingHashKey())
        .isEqualTo("85070591730234615865843651857942052863");
    assertThat(shards().get(2).parentShardId()).isEqualTo(SHARD_0);
  }

  @Test
  void mergedShardsHaveOneChildWithTwoParents() {
    client()
        .mergeShards(
            it -> it.streamName(stream).shardToMerge(SHARD_0).adjacentShardToMerge(SHARD_1));
    client().waiter().waitUntilStreamExists(it -> it.streamName(stream));

    Shard child = shards().get(2);
    assertThat(child.parentShardId()).isEqualTo(SHARD_0);
    assertThat(child.adjacentParentShardId()).isEqualTo(SHARD_1);
    assertThat(child.hashKeyRange().startingHashKey()).isEqualTo("0");
    assertThat(lastPage(SHARD_1).childShards().get(0).parentShards())
        .containsExactlyInAnyOrder(SHARD_0, SHARD_1);
  }

  @Test
  void whatCannotBeSplitOrMergedIsRefused() {
    assertThatThrownBy(() -> splitAt("shardId-000000000009", QUARTER))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Could not find shard shardId-000000000009 in stream " + stream);
    assertThatThrownBy(() -> splitAt(SHARD_0, "1"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("is not both greater than one plus the shard's StartingHashKey 0");
    assertThatThrownBy(
            () ->
                client()
                    .mergeShards(
                        it ->
                            it.streamName(stream)
                                .shardToMerge(SHARD_1)
                                .adjacentShardToMerge(SHARD_0)))
        .hasMessageContaining("are not an adjacent pair of shards eligible for merging");
    split();
    assertThatThrownBy(() -> splitAt(SHARD_0, QUARTER))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("has already been merged or split");
  }

  @Test
  void uniformScalingSplitsAndMergesToEqualParts() {
    client()
        .updateShardCount(
            it ->
                it.streamName(stream).targetShardCount(3).scalingType(ScalingType.UNIFORM_SCALING));
    client().waiter().waitUntilStreamExists(it -> it.streamName(stream));

    assertThat(filtered(ShardFilterType.AT_LATEST).shards())
        .extracting(shard -> shard.hashKeyRange().startingHashKey())
        .containsExactlyInAnyOrder(
            "0",
            "113427455640312821154458202477256070485",
            "226854911280625642308916404954512140970");
    assertThat(shards()).hasSize(7);
    assertThatThrownBy(
            () ->
                client()
                    .updateShardCount(
                        it ->
                            it.streamName(stream)
                                .targetShardCount(7)
                                .scalingType(ScalingType.UNIFORM_SCALING)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void filtersAndTokensLimitTheListOfShards() {
    split();

    assertThat(filtered(ShardFilterType.AT_LATEST).shards())
        .extracting(Shard::shardId)
        .containsExactly(SHARD_1, "shardId-000000000002", "shardId-000000000003");
    assertThat(filtered(ShardFilterType.AT_TRIM_HORIZON).shards())
        .extracting(Shard::shardId)
        .containsExactly(SHARD_0, SHARD_1);
    assertThat(filtered(ShardFilterType.FROM_TRIM_HORIZON).shards()).hasSize(4);
    assertThat(
            client()
                .listShards(
                    it ->
                        it.streamName(stream)
                            .shardFilter(
                                f -> f.type(ShardFilterType.AFTER_SHARD_ID).shardId(SHARD_1)))
                .shards())
        .hasSize(2);
    ListShardsResponse first = client().listShards(it -> it.streamName(stream).maxResults(3));
    ListShardsResponse rest = client().listShards(it -> it.nextToken(first.nextToken()));
    assertThat(first.shards()).hasSize(3);
    assertThat(rest.shards()).extracting(Shard::shardId).containsExactly("shardId-000000000003");
    assertThat(rest.nextToken()).isNull();
  }

  @Test
  void describesAStreamByNameOrArnAndInPages() {
    StreamDescriptionSummary summary = summary();
    String arn = summary.streamARN();

    assertThat(arn).startsWith("arn:aws:kinesis:us-east-1:").endsWith(":stream/" + stream);
    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(summary.openShardCount()).isEqualTo(2);
    assertThat(summary.retentionPeriodHours()).isEqualTo(24);
    assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
    assertThat(client().describeStream(it -> it.streamARN(arn).limit(1)).streamDescription())
        .satisfies(page -> assertThat(page.hasMoreShards()).isTrue())
        .satisfies(page -> assertThat(page.shards()).hasSize(1));
    assertThat(
            client()
                .describeStream(it -> it.streamARN(arn).exclusiveStartShardId(SHARD_0))
                .streamDescription()
                .shards())
        .extracting(Shard::shardId)
        .containsExactly(SHARD_1);
    assertThatThrownBy(
            () -> client().describeStreamSummary(it -> it.streamName("x").streamARN(arn)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("doesn't match the inferred name in stream arn");
  }

  @Test
  void listsStreamsInPages() {
    String second = stream + "-b";
    create(second, 1);
    ListStreamsResponse page =
        client().listStreams(it -> it.exclusiveStartStreamName(stream).limit(1));

    assertThat(page.streamNames()).containsExactly(second);
    assertThat(client().listStreamsPaginator(it -> it.limit(1)).streamNames())
        .contains(stream, second);
    client().deleteStream(it -> it.streamName(second));
  }

  @Test
  void retentionGrowsAndShrinksWithinItsBounds() {
    client().increaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(48));
    assertThat(summary().retentionPeriodHours()).isEqualTo(48);
    assertThatThrownBy(
            () ->
                client()
                    .increaseStreamRetentionPeriod(
                        it -> it.streamName(stream).retentionPeriodHours(24)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("can not be shorter than existing retention period (48 hours)");
    client().decreaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(24));
    assertThat(summary().retentionPeriodHours()).isEqualTo(24);
    refusedAs(
        "InvalidArgumentException",
        () ->
            client()
                .increaseStreamRetentionPeriod(
                    it -> it.streamName(stream).retentionPeriodHours(8761)));
  }

  @Test
  void anOnDemandStreamStartsWithFourShards() {
    String name = stream + "-od";
    client()
        .createStream(
            it -> it.streamName(name).streamModeDetails(m -> m.streamMode(StreamMode.ON_DEMAND)));
    client().waiter().waitUntilStreamExists(it -> it.streamName(name));

    assertThat(client().listShards(it -> it.streamName(name)).shards()).hasSize(4);
    assertThat(client().describeLimits().onDemandStreamCount()).isPositive();
    client().deleteStream(it -> it.streamName(name));
  }

  @Test
  void tagsComeAndGo() {
    client().addTagsToStream(it -> it.streamName(stream).tags(Map.of("a", "1", "b", "")));
    client().removeTagsFromStream(it -> it.streamName(stream).tagKeys("a"));

    assertThat(client().listTagsForStream(it -> it.streamName(stream)).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("b=");
  }

  private void split() {
    splitAt(SHARD_0, QUARTER);
    client().waiter().waitUntilStreamExists(it -> it.streamName(stream));
  }

  private void splitAt(String shardId, String key) {
    client().splitShard(it -> it.streamName(stream).shardToSplit(shardId).newStartingHashKey(key));
  }

  private ListShardsResponse filtered(ShardFilterType type) {
    return client().listShards(it -> it.streamName(stream).shardFilter(f -> f.type(type)));
  }

  private StreamDescriptionSummary summary() {
    return client().describeStreamSummary(it -> it.streamName(stream)).streamDescriptionSummary();
  }
}

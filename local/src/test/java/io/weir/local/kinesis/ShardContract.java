package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.MergeShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/** How shards of any Kinesis are cut and joined, told through the AWS SDK alone. */
abstract class ShardContract extends IteratorContract {

  private static final String QUARTER = "85070591730234615865843651857942052864";
  private static final String SHARD_2 = "shardId-000000000002";
  private static final String SHARD_3 = "shardId-000000000003";

  @Test
  void aSplitShardIsReadToAnEnd() {
    putAt("k", "0", "before");
    split();

    assertThat(readAll(SHARD_0)).hasSize(1);
    assertThat(lastPage(SHARD_0).nextShardIterator()).isNull();
  }

  @Test
  void theLastPageOfASplitShardNamesItsChildren() {
    split();

    assertThat(lastPage(SHARD_0).childShards())
        .extracting(ChildShard::shardId)
        .containsExactly(SHARD_2, SHARD_3);
    assertThat(lastPage(SHARD_0).childShards().get(0).parentShards()).containsExactly(SHARD_0);
  }

  @Test
  void afterASplitRecordsGoToTheChildren() {
    split();
    String after = putAt("k", "0", "after");

    assertThat(readAll(SHARD_2).get(0).sequenceNumber()).isEqualTo(after);
  }

  @Test
  void aSplitCutsTheRangeAndClosesTheParent() {
    split();

    assertThat(shards().get(0).sequenceNumberRange().endingSequenceNumber()).isNotNull();
    assertThat(shards().get(2).hashKeyRange().endingHashKey())
        .isEqualTo("85070591730234615865843651857942052863");
    assertThat(shards().get(2).parentShardId()).isEqualTo(SHARD_0);
  }

  @Test
  void mergedShardsHaveOneChildWithTwoParents() {
    merge(SHARD_0, SHARD_1);
    awaitActive(stream);

    Shard child = shards().get(2);
    assertThat(child.parentShardId()).isEqualTo(SHARD_0);
    assertThat(child.adjacentParentShardId()).isEqualTo(SHARD_1);
    assertThat(child.hashKeyRange().startingHashKey()).isEqualTo("0");
  }

  @Test
  void theLastPageOfAMergedShardNamesBothParentsOfItsChild() {
    merge(SHARD_0, SHARD_1);
    awaitActive(stream);

    assertThat(lastPage(SHARD_1).childShards())
        .singleElement()
        .satisfies(
            child -> assertThat(child.parentShards()).containsExactlyInAnyOrder(SHARD_0, SHARD_1));
  }

  @Test
  void aShardThatIsNotThereCannotBeSplit() {
    refusedAs("ResourceNotFoundException", () -> splitAt("shardId-000000000009", QUARTER));
  }

  @Test
  void aShardThatIsNotThereCannotBeSplitInAwsWords() {
    refusedWith(
        "Could not find shard shardId-000000000009 in stream " + stream,
        () -> splitAt("shardId-000000000009", QUARTER));
  }

  @Test
  void aSplitThatLeavesNothingIsRefused() {
    refusedAs("InvalidArgumentException", () -> splitAt(SHARD_0, "1"));
  }

  @Test
  void aSplitThatLeavesNothingIsRefusedInAwsWords() {
    refusedWith(
        "is not both greater than one plus the shard's StartingHashKey 0",
        () -> splitAt(SHARD_0, "1"));
  }

  @Test
  void shardsInTheWrongOrderCannotBeMerged() {
    refusedAs("InvalidArgumentException", () -> merge(SHARD_1, SHARD_0));
  }

  @Test
  void shardsInTheWrongOrderCannotBeMergedInAwsWords() {
    refusedWith(
        "are not an adjacent pair of shards eligible for merging", () -> merge(SHARD_1, SHARD_0));
  }

  @Test
  void aClosedShardCannotBeSplitAgain() {
    split();

    refusedAs("InvalidArgumentException", () -> splitAt(SHARD_0, QUARTER));
  }

  @Test
  void uniformScalingSplitsAndMergesToEqualParts() {
    scale(3);
    awaitActive(stream);

    assertThat(filtered(ShardFilterType.AT_LATEST).shards())
        .extracting(shard -> shard.hashKeyRange().startingHashKey())
        .containsExactlyInAnyOrder(
            "0",
            "113427455640312821154458202477256070485",
            "226854911280625642308916404954512140970");
  }

  @Test
  void moreThanTwiceTheShardsAtOnceAreRefused() {
    refusedAs("LimitExceededException", () -> scale(5));
  }

  @Test
  void onlyOpenShardsAreThereAtLatest() {
    split();

    assertThat(filtered(ShardFilterType.AT_LATEST).shards())
        .extracting(Shard::shardId)
        .containsExactly(SHARD_1, SHARD_2, SHARD_3);
  }

  @Test
  void onlyTheFirstShardsAreThereAtTheHorizon() {
    split();

    assertThat(filtered(ShardFilterType.AT_TRIM_HORIZON).shards())
        .extracting(Shard::shardId)
        .containsExactly(SHARD_0, SHARD_1);
    assertThat(filtered(ShardFilterType.FROM_TRIM_HORIZON).shards()).hasSize(4);
  }

  @Test
  void shardsCanBeListedFromOneOn() {
    split();

    assertThat(
            client()
                .listShards(
                    it ->
                        it.streamName(stream)
                            .shardFilter(
                                f -> f.type(ShardFilterType.AFTER_SHARD_ID).shardId(SHARD_1)))
                .shards())
        .hasSize(2);
  }

  @Test
  void shardsAreListedInPages() {
    split();
    ListShardsResponse first = client().listShards(it -> it.streamName(stream).maxResults(3));
    ListShardsResponse rest = client().listShards(it -> it.nextToken(first.nextToken()));

    assertThat(first.shards()).hasSize(3);
    assertThat(rest.shards()).extracting(Shard::shardId).containsExactly(SHARD_3);
    assertThat(rest.nextToken()).isNull();
  }

  private void split() {
    splitAt(SHARD_0, QUARTER);
    awaitActive(stream);
  }

  private void splitAt(String shardId, String key) {
    client().splitShard(it -> it.streamName(stream).shardToSplit(shardId).newStartingHashKey(key));
  }

  private MergeShardsResponse merge(String first, String second) {
    return client()
        .mergeShards(it -> it.streamName(stream).shardToMerge(first).adjacentShardToMerge(second));
  }

  private void scale(int shards) {
    client()
        .updateShardCount(
            it ->
                it.streamName(stream)
                    .targetShardCount(shards)
                    .scalingType(ScalingType.UNIFORM_SCALING));
  }

  private ListShardsResponse filtered(ShardFilterType type) {
    return client().listShards(it -> it.streamName(stream).shardFilter(f -> f.type(type)));
  }
}

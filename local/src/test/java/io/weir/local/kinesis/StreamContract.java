package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * The whole contract: what any Kinesis must do, told through the AWS SDK alone, so that it can be
 * asked of other emulators too. Here streams.
 */
abstract class StreamContract extends ShardContract {

  @Test
  void describesAStreamByItsName() {
    StreamDescriptionSummary summary = summary();

    assertThat(summary.streamARN())
        .startsWith("arn:aws:kinesis:us-east-1:")
        .endsWith(":stream/" + stream);
    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(summary.openShardCount()).isEqualTo(2);
    assertThat(summary.retentionPeriodHours()).isEqualTo(24);
    assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
  }

  @Test
  void describesAStreamByItsArnAndInPages() {
    String arn = summary().streamARN();

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
  }

  @Test
  void aNameAndAnArnMustAgree() {
    String arn = summary().streamARN();

    refusedAs(
        "InvalidArgumentException",
        () -> client().describeStreamSummary(it -> it.streamName("x").streamARN(arn)));
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    refusedAs("ResourceInUseException", () -> create(stream, 1));
  }

  @Test
  void streamsAreListedFromANameOn() {
    String second = stream + "-b";
    create(second, 1);
    ListStreamsResponse page =
        client().listStreams(it -> it.exclusiveStartStreamName(stream).limit(1));

    assertThat(page.streamNames()).containsExactly(second);
    client().deleteStream(it -> it.streamName(second));
  }

  @Test
  void streamsAreListedToTheEndByToken() {
    String second = stream + "-b";
    create(second, 1);
    List<String> names = new ArrayList<>();
    ListStreamsResponse page = client().listStreams(it -> it.limit(1));
    names.addAll(page.streamNames());
    for (int pages = 1; pages < 200 && page.nextToken() != null; pages++) {
      String token = page.nextToken();
      page = client().listStreams(it -> it.limit(1).nextToken(token));
      names.addAll(page.streamNames());
    }

    assertThat(names).contains(stream, second).doesNotHaveDuplicates();
    client().deleteStream(it -> it.streamName(second));
  }

  @Test
  void retentionGrowsAndShrinks() {
    client().increaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(48));
    assertThat(summary().retentionPeriodHours()).isEqualTo(48);
    client().decreaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(24));
    assertThat(summary().retentionPeriodHours()).isEqualTo(24);
  }

  @Test
  void retentionIsNotIncreasedToLess() {
    client().increaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(48));

    refusedAs("InvalidArgumentException", () -> increaseTo(24));
  }

  @Test
  void retentionIsNotIncreasedToLessInAwsWords() {
    client().increaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(48));

    refusedWith(
        "can not be shorter than existing retention period (48 hours)", () -> increaseTo(24));
  }

  @Test
  void retentionEndsAtAYear() {
    refusedAs("InvalidArgumentException", () -> increaseTo(8761));
  }

  @Test
  void anOnDemandStreamStartsWithFourShards() {
    String name = stream + "-od";
    client()
        .createStream(
            it -> it.streamName(name).streamModeDetails(m -> m.streamMode(StreamMode.ON_DEMAND)));
    awaitActive(name);

    assertThat(client().listShards(it -> it.streamName(name)).shards()).hasSize(4);
    client().deleteStream(it -> it.streamName(name));
  }

  @Test
  void onDemandStreamsAreCounted() {
    assertThat(client().describeLimits().onDemandStreamCount()).isNotNull();
  }

  @Test
  void tagsComeAndGo() {
    client().addTagsToStream(it -> it.streamName(stream).tags(Map.of("a", "1", "b", "")));
    client().removeTagsFromStream(it -> it.streamName(stream).tagKeys("a"));

    assertThat(client().listTagsForStream(it -> it.streamName(stream)).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("b=");
  }

  private void increaseTo(int hours) {
    client().increaseStreamRetentionPeriod(it -> it.streamName(stream).retentionPeriodHours(hours));
  }

  private StreamDescriptionSummary summary() {
    return client().describeStreamSummary(it -> it.streamName(stream)).streamDescriptionSummary();
  }
}

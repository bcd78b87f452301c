package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.settings.StreamSettings;
import io.weir.infra.settings.StreamSettings.Capacity;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.ShardLevelMetrics;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.constructs.Construct;

/** The stream {@code EventStream}, or one that is there already. */
final class EventSource extends Construct {

  private final IStream stream;

  EventSource(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    stream =
        settings.existing().stream()
            .<IStream>map(it -> Stream.fromStreamArn(this, "Stream", it.text()))
            .orElseGet(() -> own(settings, key));
  }

  private Stream own(Settings settings, DataKey key) {
    StreamSettings wanted = settings.stream();
    Stream.Builder builder =
        Stream.Builder.create(this, "Stream")
            .streamName(settings.names().stream())
            .retentionPeriod(Duration.seconds(wanted.retention().toSeconds()));
    if (wanted.capacity() instanceof Capacity.Provisioned provisioned) {
      builder.streamMode(StreamMode.PROVISIONED).shardCount(provisioned.shards());
    } else {
      builder.streamMode(StreamMode.ON_DEMAND);
    }
    if (wanted.shardMetrics()) {
      builder.shardLevelMetrics(List.of(ShardLevelMetrics.ALL));
    }
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(StreamEncryption.KMS).encryptionKey(it),
            () -> builder.encryption(StreamEncryption.MANAGED));
    Stream created = builder.build();
    if (wanted.maxRecordKib() != StreamSettings.USUAL_RECORD_KIB
        && created.getNode().getDefaultChild() instanceof CfnStream resource) {
      resource.setMaxRecordSizeInKiB(wanted.maxRecordKib());
    }
    RetainPolicy.apply(created, settings);
    if (key.encrypting().isPresent()) {
      Reason.why(created, "AwsSolutions-KDS3", "a key of the customer's own is what was asked for");
    }
    return created;
  }

  IStream stream() {
    return stream;
  }

  String arn() {
    return stream.getStreamArn();
  }

  String name() {
    return stream.getStreamName();
  }
}

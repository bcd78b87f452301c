package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.settings.StreamSettings.Capacity;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.constructs.Construct;

/** The stream {@code EventStream}. */
final class EventSource extends Construct {

  private final Stream stream;

  EventSource(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    Stream.Builder builder =
        Stream.Builder.create(this, "Stream")
            .streamName("EventStream")
            .retentionPeriod(Duration.seconds(settings.stream().retention().toSeconds()));
    if (settings.stream().capacity() instanceof Capacity.Provisioned provisioned) {
      builder.streamMode(StreamMode.PROVISIONED).shardCount(provisioned.shards());
    } else {
      builder.streamMode(StreamMode.ON_DEMAND);
    }
    key.key()
        .ifPresentOrElse(
            it -> builder.encryption(StreamEncryption.KMS).encryptionKey(it),
            () -> builder.encryption(StreamEncryption.MANAGED));
    stream = builder.build();
    RetainPolicy.apply(stream, settings);
    if (settings.customerKey()) {
      Reason.why(stream, "AwsSolutions-KDS3", "a key of the customer's own is what was asked for");
    }
  }

  Stream stream() {
    return stream;
  }

  String arn() {
    return stream.getStreamArn();
  }

  String name() {
    return stream.getStreamName();
  }
}

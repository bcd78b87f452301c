package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/**
 * A bucket for payloads: versioned, encrypted, closed to the public, and kept as the stage says.
 */
final class PayloadBucket {

  private PayloadBucket() {}

  /**
   * Makes one.
   *
   * @param access who writes and reads its objects, as in {@code written and read by the replayer}
   */
  static Bucket make(Construct scope, Settings settings, DataKey key, String access) {
    Bucket.Builder builder =
        Bucket.Builder.create(scope, "Bucket")
            .enforceSsl(true)
            .versioned(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL);
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(BucketEncryption.KMS).encryptionKey(it).bucketKeyEnabled(true),
            () -> builder.encryption(BucketEncryption.S3_MANAGED));
    Bucket created = builder.build();
    RetainPolicy.apply(created, settings);
    Reason.why(
        created,
        "AwsSolutions-S1",
        "its objects are %s; CloudTrail's data events record both, where an account wants that"
            .formatted(access));
    return created;
  }
}

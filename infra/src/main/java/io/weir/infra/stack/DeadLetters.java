package io.weir.infra.stack;

import io.weir.infra.settings.Destination;
import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where dead letters wait: the queue {@code EventStreamDlq}, and a bucket if whole invocations are
 * to be kept. The queue is always there: parked records go to it wherever the mapping sends.
 */
final class DeadLetters extends Construct {

  private final Queue queue;
  private final Optional<Bucket> bucket;

  DeadLetters(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    queue = queue(settings, key);
    bucket =
        settings.deadLetters().destination() == Destination.S3
            ? Optional.of(bucket(settings, key))
            : Optional.empty();
  }

  Queue queue() {
    return queue;
  }

  Optional<Bucket> bucket() {
    return bucket;
  }

  /** Returns the ARN of what the mapping sends to. */
  String destinationArn() {
    return bucket.map(Bucket::getBucketArn).orElseGet(queue::getQueueArn);
  }

  /** Returns what the function's role needs to send, for itself and for the mapping. */
  List<PolicyStatement> send() {
    PolicyStatement message = Allow.on(queue.getQueueArn(), "sqs:SendMessage");
    return bucket
        .map(
            it ->
                List.of(
                    message,
                    Allow.on(it.getBucketArn(), "s3:ListBucket"),
                    Allow.on(it.arnForObjects("aws/lambda/*"), "s3:PutObject")))
        .orElseGet(() -> List.of(message));
  }

  private Queue queue(Settings settings, DataKey key) {
    Queue.Builder builder =
        Queue.Builder.create(this, "Queue")
            .queueName("EventStreamDlq")
            .enforceSsl(true)
            .retentionPeriod(CdkTime.of(settings.deadLetters().retention()))
            .visibilityTimeout(CdkTime.of(settings.deadLetters().visibility()));
    key.key()
        .ifPresentOrElse(
            it -> builder.encryption(QueueEncryption.KMS).encryptionMasterKey(it),
            () -> builder.encryption(QueueEncryption.SQS_MANAGED));
    Queue created = builder.build();
    Kept.apply(created, settings);
    String reason =
        "it is the dead-letter queue; one of its own would take messages away from whoever looks";
    Reason.why(created, "AwsSolutions-SQS3", reason);
    Reason.why(created, "Serverless-SQSRedrivePolicy", reason);
    return created;
  }

  private Bucket bucket(Settings settings, DataKey key) {
    Bucket.Builder builder =
        Bucket.Builder.create(this, "Bucket")
            .enforceSsl(true)
            .versioned(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL);
    key.key()
        .ifPresentOrElse(
            it -> builder.encryption(BucketEncryption.KMS).encryptionKey(it).bucketKeyEnabled(true),
            () -> builder.encryption(BucketEncryption.S3_MANAGED));
    Bucket created = builder.build();
    Kept.apply(created, settings);
    Reason.why(
        created,
        "AwsSolutions-S1",
        "its objects are written by Lambda and read by the replayer; CloudTrail's data events"
            + " record both, where an account wants that");
    return created;
  }
}

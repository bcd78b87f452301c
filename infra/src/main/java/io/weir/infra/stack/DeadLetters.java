package io.weir.infra.stack;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Where dead letters wait: the queue {@code EventStreamDlq} or one that is there already, and a
 * bucket if whole invocations are to be kept. The queue is always there: parked records go to it
 * wherever the mapping sends.
 */
final class DeadLetters extends Construct {

  /** Where Lambda puts what it gives up, by its own layout (ESM-60). */
  private static final String OBJECTS = "aws/lambda/*";

  private final IQueue queue;
  private final Optional<Bucket> bucket;

  DeadLetters(Construct scope, String id, Settings settings, DataKey key) {
    super(scope, id);
    queue =
        settings
            .existing()
            .queue()
            .<IQueue>map(it -> Queue.fromQueueArn(this, "Queue", it.text()))
            .orElseGet(() -> queue(settings, key));
    bucket =
        settings.deadLetters().destination() == Destination.S3
            ? Optional.of(
                PayloadBucket.make(
                    this, settings, key, "written by Lambda and read by the replayer"))
            : Optional.empty();
  }

  IQueue queue() {
    return queue;
  }

  Optional<Bucket> bucket() {
    return bucket;
  }

  /** Returns the ARN of what the mapping sends to. */
  String destinationArn() {
    return bucket.map(Bucket::getBucketArn).orElseGet(queue::getQueueArn);
  }

  /** Returns the ARN of every dead letter that Lambda writes as an object, if there is a bucket. */
  Optional<String> objects() {
    return bucket.map(it -> it.arnForObjects(OBJECTS));
  }

  /** Says why a role or a policy may name all of them at once. */
  void explainObjects(IConstruct holder) {
    bucket.ifPresent(
        it ->
            Reason.why(
                holder,
                "AwsSolutions-IAM5[Resource::<%s.Arn>/%s]".formatted(logicalId(it), OBJECTS),
                "Lambda names the objects; their prefix is all that is known of them"));
  }

  /** Returns what the function's role needs to send, for itself and for the mapping (ESM-61). */
  List<PolicyStatement> send() {
    PolicyStatement message = Allow.on(queue.getQueueArn(), "sqs:SendMessage");
    return bucket
        .map(
            it ->
                List.of(
                    message,
                    Allow.on(it.getBucketArn(), "s3:ListBucket"),
                    Allow.on(it.arnForObjects(OBJECTS), "s3:PutObject")))
        .orElseGet(() -> List.of(message));
  }

  private Queue queue(Settings settings, DataKey key) {
    Queue.Builder builder =
        Queue.Builder.create(this, "Queue")
            .queueName(settings.names().queue())
            .enforceSsl(true)
            .retentionPeriod(Duration.seconds(settings.deadLetters().retention().toSeconds()))
            .visibilityTimeout(Duration.seconds(settings.deadLetters().visibility().toSeconds()));
    key.encrypting()
        .ifPresentOrElse(
            it -> builder.encryption(QueueEncryption.KMS).encryptionMasterKey(it),
            () -> builder.encryption(QueueEncryption.SQS_MANAGED));
    Queue created = builder.build();
    RetainPolicy.apply(created, settings);
    String reason =
        "it is the dead-letter queue; one of its own would take messages away from their readers";
    Reason.why(created, "AwsSolutions-SQS3", reason);
    Reason.why(created, "Serverless-SQSRedrivePolicy", reason);
    return created;
  }

  /** Returns how the template names a bucket. */
  static String logicalId(Bucket bucket) {
    if (bucket.getNode().getDefaultChild() instanceof CfnElement element) {
      return Stack.of(bucket).getLogicalId(element);
    }
    throw new IllegalStateException("a bucket without a resource");
  }
}

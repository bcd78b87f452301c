package io.weir.chaos.siege;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients for an endpoint, as any user would make them. */
record AwsClients(
    KinesisClient kinesis, DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3, SdkHttpClient http)
    implements AutoCloseable {

  static final String REGION = "us-east-1";

  private static final Duration SOON = Duration.ofSeconds(5);

  static AwsClients of(URI endpoint) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new AwsClients(
        at(endpoint, KinesisClient.builder().httpClient(http)).build(),
        at(endpoint, DynamoDbClient.builder().httpClient(http)).build(),
        at(endpoint, SqsClient.builder().httpClient(http)).build(),
        at(endpoint, S3Client.builder().httpClient(http)).forcePathStyle(true).build(),
        http);
  }

  /** Returns where the dead-letter queue is. */
  String queueUrl() {
    return sqs.getQueueUrl(it -> it.queueName(Stack.QUEUE)).queueUrl();
  }

  /** Returns clients that never try again by themselves, and do not wait long. */
  static AwsClients once(URI endpoint) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new AwsClients(
        once(at(endpoint, KinesisClient.builder().httpClient(http))).build(),
        once(at(endpoint, DynamoDbClient.builder().httpClient(http))).build(),
        once(at(endpoint, SqsClient.builder().httpClient(http))).build(),
        once(at(endpoint, S3Client.builder().httpClient(http))).build(),
        http);
  }

  private static <B extends AwsClientBuilder<B, ?>> B once(B builder) {
    return builder.overrideConfiguration(
        call -> call.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(SOON));
  }

  /** Returns a client that never tries again by itself: so that its user knows what it does not. */
  static KinesisClient kinesisOnce(URI endpoint) {
    return at(endpoint, KinesisClient.builder())
        .overrideConfiguration(once -> once.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(AnonymousCredentialsProvider.create());
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
    sqs.close();
    s3.close();
    http.close();
  }
}

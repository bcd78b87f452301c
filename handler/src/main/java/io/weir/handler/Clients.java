package io.weir.handler;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients. Region, credentials and endpoint come from the SDK's own variables.
 *
 * <p>They never retry by themselves: only the caller knows which entries of a batch failed, and how
 * long the invocation still lasts.
 */
final class Clients {

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final ClientOverrideConfiguration ONE_ATTEMPT =
      ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry()).build();

  private static final ClientOverrideConfiguration INSERTS =
      ONE_ATTEMPT.toBuilder().addExecutionInterceptor(new InsertBody()).build();

  private Clients() {}

  static DynamoDbClient dynamoDb(int connections) {
    return DynamoDbClient.builder()
        .httpClient(http(connections))
        .overrideConfiguration(INSERTS)
        .build();
  }

  /** Returns a client that goes through all but the network. */
  static DynamoDbClient rehearsal(SdkHttpClient transport) {
    return DynamoDbClient.builder()
        .httpClient(transport)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming")))
        .overrideConfiguration(INSERTS)
        .build();
  }

  static SqsClient sqs(int connections) {
    return SqsClient.builder()
        .httpClient(http(connections))
        .overrideConfiguration(ONE_ATTEMPT)
        .build();
  }

  private static SdkHttpClient http(int connections) {
    return ApacheHttpClient.builder()
        .maxConnections(connections)
        .connectionTimeout(CONNECT)
        .build();
  }
}

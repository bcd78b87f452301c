package io.weir.local.pipeline;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients for the endpoint, as any user would make them. */
public record Clients(
    KinesisClient kinesis, DynamoDbClient dynamoDb, SqsClient sqs, SdkHttpClient http)
    implements AutoCloseable {

  /** The region that everything here is in. */
  public static final String REGION = "us-east-1";

  /** The account that everything here belongs to. */
  static final String ACCOUNT = "000000000000";

  static Clients of(URI endpoint) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new Clients(
        at(endpoint, KinesisClient.builder().httpClient(http)).build(),
        at(endpoint, DynamoDbClient.builder().httpClient(http)).build(),
        at(endpoint, SqsClient.builder().httpClient(http)).build(),
        http);
  }

  /** Returns a client for one service, behind another address. */
  static SqsClient sqs(URI endpoint) {
    return at(endpoint, SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
    sqs.close();
    http.close();
  }
}

package io.weir.local.dynamodb;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** SDK clients that do not retry, so that a test sees the first answer. */
final class Clients {
  private Clients() {}

  static DynamoDbClient dynamoDb(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            // Not what DynamoDB Local takes for an access key.
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any-key_at.all", "any")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            overrides -> overrides.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  static void createTable(DynamoDbClient client, String name) {
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("eventId").keyType(KeyType.HASH).build();
    AttributeDefinition attribute =
        AttributeDefinition.builder()
            .attributeName("eventId")
            .attributeType(ScalarAttributeType.S)
            .build();
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key)
                .attributeDefinitions(attribute));
  }

  static BatchStatementRequest insert(String id) {
    return BatchStatementRequest.builder()
        .statement("INSERT INTO \"EventLogs\" VALUE {'eventId':?}")
        .parameters(AttributeValue.fromS(id))
        .build();
  }
}

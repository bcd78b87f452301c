package io.weir.chaos.simulate;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A team's journal whose reader does not read why a transaction was cancelled.
 *
 * @param table the journal
 */
record PlantedTakeovers(DynamoDbClient table) implements DynamoDbClient {

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    try {
      return table.transactWriteItems(request);
    } catch (TransactionCanceledException e) {
      throw e.toBuilder()
          .cancellationReasons(CancellationReason.builder().code(JournalItems.CONDITION).build())
          .build();
    }
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return table.query(request);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return table.getItem(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return table.putItem(request);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return table.updateItem(request);
  }

  @Override
  public String serviceName() {
    return table.serviceName();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}

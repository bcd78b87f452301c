package io.weir.chaos.simulate;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/** The table of a team's journal as its clients see it, in any weather. */
final class JournalClient implements DynamoDbClient {

  private static final Duration MOMENT = Duration.ofMillis(5);

  private static final List<Supplier<RuntimeException>> PASSING =
      List.of(
          () -> Errors.service("ProvisionedThroughputExceededException", 400),
          () -> Errors.service("ThrottlingException", 400),
          () -> Errors.service("RequestLimitExceeded", 400),
          () -> Errors.service("InternalServerError", 500),
          () -> Errors.service("ServiceUnavailable", 503),
          () ->
              TransactionConflictException.builder()
                  .message("simulated")
                  .awsErrorDetails(Errors.details("TransactionConflictException", "simulated"))
                  .statusCode(400)
                  .build(),
          () ->
              TransactionInProgressException.builder()
                  .message("simulated")
                  .awsErrorDetails(Errors.details("TransactionInProgressException", "simulated"))
                  .statusCode(400)
                  .build());

  private final World world;
  private final DynamoDbClient table;
  private final Refusals refusals;
  private boolean out;

  /** Calls a table that is always in order. */
  JournalClient(World world, DynamoDbClient table) {
    this.world = world;
    this.table = table;
    this.refusals = new Refusals(world);
  }

  /** Makes the table fail, or work again. */
  void out(boolean now) {
    world.note("the team's journal is " + (now ? "out of order" : "in order again"));
    out = now;
  }

  private <T> T call(Supplier<T> call) {
    if (out && !world.weather().isCalm()) {
      world.pause(MOMENT);
      world.trouble();
      throw Errors.service("InternalServerError", 500);
    }
    if (world.weather().strikes(Fault.JOURNAL_REFUSED)) {
      RuntimeException refusal = refusals.any();
      world.note("the team's journal refuses a call: " + refusal);
      throw refusal;
    }
    if (world.weather().strikes(Fault.JOURNAL_THROTTLED)) {
      world.note("the team's journal turns a call away");
      throw PASSING.get(world.random().nextInt(PASSING.size())).get();
    }
    T answer = call.get();
    if (world.weather().strikes(Fault.JOURNAL_ANSWER_LOST)) {
      world.note("the team's journal's answer is lost");
      throw world.random().nextBoolean()
          ? Errors.lost()
          : Errors.service("InternalServerError", 500);
    }
    return answer;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return call(() -> table.query(request));
  }

  @Override
  public QueryIterable queryPaginator(QueryRequest request) {
    return new QueryIterable(this, request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return call(() -> table.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return call(() -> table.updateItem(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return call(() -> table.transactWriteItems(request));
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

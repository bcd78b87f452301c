package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The table of a team's journal: keys, conditions, updates, transactions that are cancelled. */
final class TeamJournal implements DynamoDbClient {

  static final String NAME = "journal";

  private static final List<String> PASSING =
      List.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /** Not of what this journal writes, but an answer that the service can give. */
  private static final List<String> LASTING =
      List.of("ValidationError", "ItemCollectionSizeLimitExceeded");

  private static final int SHARE_OF_LASTING = 40;
  private static final int MOST_IN_A_ROW = 2;
  private static final int PAGE = 40;

  private final World world;
  private final Truth truth;
  private final JournalItems items;
  private final JournalGuests guests;
  private final JournalClient client;
  private final Set<KillableProcess> takenOver = new HashSet<>();
  private int inARow;

  TeamJournal(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
    this.items = new JournalItems(world, truth.archives()::journal);
    this.guests = new JournalGuests(world, truth, items);
    this.client = new JournalClient(world, this);
  }

  /** Returns it as its clients see it. */
  JournalClient client() {
    return client;
  }

  JournalGuests guests() {
    return guests;
  }

  /** A process has ended with an error: one that says that it was taken over must be right. */
  void ended(KillableProcess process, Exception why) {
    boolean said = String.valueOf(why.getMessage()).contains("another run has taken");
    if (said && !takenOver.contains(process)) {
      String what = "it gave up as if another run had its records, and none has";
      truth.violation(new Violation("takeover", what, process.name()));
    }
  }

  /** Pages are small, so that a run turns some. */
  @Override
  public QueryResponse query(QueryRequest request) {
    return world.effect(
        "the question to the team's journal",
        () -> {
          QueryResponse found = items.table().query(request.toBuilder().limit(PAGE + 1).build());
          if (found.count() <= PAGE) {
            return found;
          }
          List<Map<String, AttributeValue>> page = found.items().subList(0, PAGE);
          Map<String, AttributeValue> last = new HashMap<>(page.get(PAGE - 1));
          last.keySet().retainAll(Set.of("pk", "sk"));
          return QueryResponse.builder().items(page).lastEvaluatedKey(last).build();
        });
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return world.effect("the question to the team's journal", () -> items.table().getItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return world.effect(
        "the team's entry",
        () -> {
          PutItemResponse response = items.table().putItem(request);
          items.came(request.item());
          return response;
        });
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return world.effect("the team's claim", () -> items.table().updateItem(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return world.effect(
        "the team's entry",
        () -> {
          cancelInPassing(request.transactItems().size());
          TransactWriteItemsResponse response = written(request);
          for (TransactWriteItem item : request.transactItems()) {
            if (item.put() != null) {
              items.came(item.put().item());
            }
          }
          return response;
        });
  }

  private TransactWriteItemsResponse written(TransactWriteItemsRequest request) {
    try {
      return items.table().transactWriteItems(request);
    } catch (TransactionCanceledException e) {
      KillableProcess process = world.time().current().process();
      if (process != null
          && e.cancellationReasons().stream()
              .anyMatch(it -> JournalItems.CONDITION.equals(it.code()))) {
        takenOver.add(process);
      }
      throw e;
    }
  }

  /** So seldom in a row that it is worth another try. */
  private void cancelInPassing(int size) {
    if (inARow == MOST_IN_A_ROW || !world.weather().strikes(Fault.TRANSACTION_CANCELLED)) {
      inARow = 0;
      return;
    }
    inARow++;
    List<String> codes = world.random().nextInt(SHARE_OF_LASTING) == 0 ? LASTING : PASSING;
    String code = codes.get(world.random().nextInt(codes.size()));
    int place = world.random().nextInt(size);
    List<CancellationReason> reasons = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      reasons.add(CancellationReason.builder().code(i == place ? code : "None").build());
    }
    world.note("the team's transaction is cancelled: " + code);
    throw cancelled(reasons);
  }

  private static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
    return TransactionCanceledException.builder()
        .message("Transaction cancelled")
        .cancellationReasons(reasons)
        .awsErrorDetails(Errors.details("TransactionCanceledException", "cancelled"))
        .statusCode(400)
        .build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}

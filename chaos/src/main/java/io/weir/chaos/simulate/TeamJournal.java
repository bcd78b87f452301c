package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
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
    this.items = new JournalItems(truth.archives()::journal);
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

  @Override
  public QueryResponse query(QueryRequest request) {
    return world.effect(
        "the question to the team's journal",
        () -> {
          String from =
              request.hasExclusiveStartKey() ? JournalItems.key(request.exclusiveStartKey()) : "";
          List<Map<String, AttributeValue>> page = new ArrayList<>();
          for (Map<String, AttributeValue> item : items.after(from)) {
            boolean wanted =
                new Expressions(
                        request.keyConditionExpression(),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues(),
                        item)
                    .holds();
            if (wanted && page.size() == PAGE) {
              Map<String, AttributeValue> last = new HashMap<>(page.get(PAGE - 1));
              last.keySet().retainAll(Set.of("pk", "sk"));
              return QueryResponse.builder().items(page).lastEvaluatedKey(last).build();
            }
            if (wanted) {
              page.add(item);
            }
          }
          return QueryResponse.builder().items(page).build();
        });
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return world.effect(
        "the question to the team's journal",
        () -> {
          Map<String, AttributeValue> item = items.at(request.key());
          return item.isEmpty()
              ? GetItemResponse.builder().build()
              : GetItemResponse.builder().item(item).build();
        });
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return world.effect(
        "the team's entry",
        () -> {
          Map<String, AttributeValue> before = items.at(request.item());
          if (!JournalItems.holds(
              request.conditionExpression(),
              before,
              request.expressionAttributeNames(),
              request.expressionAttributeValues())) {
            throw failed(before, request.returnValuesOnConditionCheckFailure());
          }
          items.put(request.item());
          return PutItemResponse.builder().build();
        });
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return world.effect(
        "the team's claim",
        () -> {
          Map<String, AttributeValue> before = items.at(request.key());
          Map<String, String> names = request.expressionAttributeNames();
          Map<String, AttributeValue> values = request.expressionAttributeValues();
          if (!JournalItems.holds(request.conditionExpression(), before, names, values)) {
            throw failed(before, request.returnValuesOnConditionCheckFailure());
          }
          Map<String, AttributeValue> after =
              new HashMap<>(
                  new Expressions(request.updateExpression(), names, values, before).updated());
          after.putAll(request.key());
          items.put(after);
          return UpdateItemResponse.builder().attributes(after).build();
        });
  }

  private static ConditionalCheckFailedException failed(
      Map<String, AttributeValue> before, @Nullable ReturnValuesOnConditionCheckFailure asked) {
    boolean told = asked == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    return ConditionalCheckFailedException.builder()
        .message(JournalItems.CONDITION)
        .item(told ? before : Map.of())
        .build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return world.effect(
        "the team's entry",
        () -> {
          List<TransactWriteItem> all = request.transactItems();
          cancelInPassing(all.size());
          List<CancellationReason> reasons = all.stream().map(items::reason).toList();
          if (reasons.stream().anyMatch(it -> JournalItems.CONDITION.equals(it.code()))) {
            KillableProcess process = world.time().current().process();
            if (process != null) {
              takenOver.add(process);
            }
            throw cancelled(reasons);
          }
          all.forEach(items::perform);
          return TransactWriteItemsResponse.builder().build();
        });
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
      reasons.add(JournalItems.reason(i == place ? code : "None"));
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

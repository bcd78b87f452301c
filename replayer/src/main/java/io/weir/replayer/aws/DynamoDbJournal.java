package io.weir.replayer.aws;

import io.weir.replayer.journal.Claim;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A journal in a table with the keys {@code pk} and {@code sk}, both text, that a team shares.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>A record belongs to the run that claimed it, until its time is over; then another run may take
 * it. Each take-over raises a number, and an outcome is only written under the number with which
 * the record was claimed: a run that was asleep for too long writes nothing over its successor, and
 * stops.
 */
public final class DynamoDbJournal implements Journal {

  /** Longer than the longest call of a function. */
  private static final Duration CLAIM = Duration.ofMinutes(20);

  private static final int A_TRANSACTION = 25;

  /** A transaction has at most 4 MB (DDB-56). */
  private static final int A_TRANSACTIONS_BYTES = 3_000_000;

  private static final String CLAIMED = "claim#";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String queue;
  private final InstantSource clock;
  private final JournalTable entries;
  private final Map<String, String> fences = new HashMap<>();
  private long written;

  /** Keeps the journal of a queue in a table. */
  public DynamoDbJournal(DynamoDbClient dynamoDb, String table, String queue, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.queue = queue;
    this.clock = clock;
    this.entries = new JournalTable(dynamoDb, table, queue);
  }

  @Override
  public String location() {
    return "the table " + table;
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  @Override
  public List<Entry> entries() {
    try {
      return entries.entries();
    } catch (SdkException e) {
      throw new JournalException(location() + ": " + Failure.of(e).message(), e);
    }
  }

  @Override
  public void write(List<? extends Entry> more) {
    List<TransactWriteItem> items = new ArrayList<>();
    int entriesIn = 0;
    int bytes = 0;
    for (Entry entry : more) {
      JournalTable.Prepared prepared = prepare(entry);
      if (entriesIn == A_TRANSACTION || bytes + prepared.bytes() > A_TRANSACTIONS_BYTES) {
        send(items);
        items.clear();
        entriesIn = 0;
        bytes = 0;
      }
      items.add(
          TransactWriteItem.builder().put(it -> it.tableName(table).item(prepared.item())).build());
      if (entry instanceof Entry.Settled settled && fences.containsKey(settled.record())) {
        items.add(outcome(settled));
      }
      entriesIn++;
      bytes += prepared.bytes();
    }
    if (!items.isEmpty()) {
      send(items);
    }
  }

  private JournalTable.Prepared prepare(Entry entry) {
    try {
      return entries.prepare(entry, written++);
    } catch (SdkException e) {
      throw new JournalException(location() + ": " + Failure.of(e).message(), e);
    }
  }

  private void send(List<TransactWriteItem> items) {
    List<TransactWriteItem> all = List.copyOf(items);
    try {
      dynamoDb.transactWriteItems(it -> it.transactItems(all));
    } catch (TransactionCanceledException e) {
      throw new JournalException(
          "another run has taken records over in the meantime: nothing more is done", e);
    } catch (SdkException e) {
      throw new JournalException(location() + ": " + Failure.of(e).message(), e);
    }
  }

  private TransactWriteItem outcome(Entry.Settled settled) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":run", text(settled.run()));
    values.put(":fence", AttributeValue.fromN(fences.getOrDefault(settled.record(), "0")));
    boolean home = settled.outcome() == Outcome.CONFIRMED;
    values.put(":last", text(home ? settled.detail() : settled.outcome().name()));
    return TransactWriteItem.builder()
        .update(
            it ->
                it.tableName(table)
                    .key(claimKey(settled.record()))
                    .updateExpression("SET " + (home ? "home" : "lastOutcome") + " = :last")
                    .conditionExpression("holder = :run AND fence = :fence")
                    .expressionAttributeValues(values))
        .build();
  }

  @Override
  public Map<String, Claim> claim(String run, Collection<String> records) {
    Map<String, Claim> claims = new LinkedHashMap<>();
    for (String record : records) {
      claims.put(record, claim(run, record));
    }
    return claims;
  }

  private Claim claim(String run, String record) {
    long now = clock.millis();
    try {
      Map<String, AttributeValue> claimed =
          dynamoDb
              .updateItem(
                  it ->
                      it.tableName(table)
                          .key(claimKey(record))
                          .updateExpression(
                              "SET holder = :run, heldUntil = :until,"
                                  + " fence = if_not_exists(fence, :zero) + :one")
                          .conditionExpression(
                              "attribute_not_exists(home) AND (attribute_not_exists(holder)"
                                  + " OR holder = :run OR heldUntil < :now)")
                          .expressionAttributeValues(
                              Map.of(
                                  ":run", text(run),
                                  ":until", number(now + CLAIM.toMillis()),
                                  ":now", number(now),
                                  ":zero", number(0),
                                  ":one", number(1)))
                          .returnValues(ReturnValue.ALL_NEW)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes();
      fences.put(record, claimed.getOrDefault("fence", number(0)).n());
      return new Claim.Granted();
    } catch (ConditionalCheckFailedException e) {
      AttributeValue home = e.item().get("home");
      return home == null
          ? new Claim.Held(e.item().getOrDefault("holder", text("somebody")).s())
          : new Claim.Done(home.s());
    } catch (SdkException e) {
      throw new JournalException(location() + ": " + Failure.of(e).message(), e);
    }
  }

  @Override
  public void release(String run, Collection<String> records) {
    for (String record : records) {
      try {
        dynamoDb.updateItem(
            it ->
                it.tableName(table)
                    .key(claimKey(record))
                    .updateExpression("SET heldUntil = :over")
                    .conditionExpression("holder = :run")
                    .expressionAttributeValues(Map.of(":run", text(run), ":over", number(0))));
      } catch (ConditionalCheckFailedException e) {
        fences.remove(record); // it is somebody else's already
      } catch (SdkException e) {
        return; // it falls free when its time is over
      }
    }
  }

  private Map<String, AttributeValue> claimKey(String record) {
    return Map.of("pk", text(queue), "sk", text(CLAIMED + record));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(String.valueOf(number));
  }

  @Override
  public void close() {
    // The client is not ours, and claims are given back by whoever made them.
  }
}

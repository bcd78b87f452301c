package io.weir.replayer.aws;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.recover.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
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
 *
 * <p>A call that the table turns away is repeated, and so is one whose answer was lost: an entry
 * has the same key each time, and an outcome changes neither holder nor number, so that the second
 * time says what the first one said.
 */
public final class DynamoDbJournal implements Journal {

  /** Longer than the longest call of a function. */
  private static final Duration CLAIM = Duration.ofMinutes(20);

  private static final int A_TRANSACTION = 25;

  /** A transaction has at most 4 MB (DDB-56). */
  private static final int A_TRANSACTIONS_BYTES = 3_000_000;

  private static final String CLAIMED = "claim#";
  private static final String FREE =
      "(attribute_not_exists(holder) OR holder = :run OR heldUntil < :now)";

  /**
   * What is noted as stored without its payload, by version 0.1.0, may be the payload from before a
   * repair.
   */
  private static final String NOT_HOME =
      "(attribute_not_exists(homePayload) OR homePayload <> :payload)";

  /** How many claims are asked for at once; the client has 50 connections. */
  private static final int AT_ONCE = 16;

  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");
  private static final String NO_REASON = "None";
  private static final String CONDITION = "ConditionalCheckFailed";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String queue;
  private final InstantSource clock;
  private final Insistence insistence;
  private final JournalTable entries;
  private final Map<String, String> fences = new ConcurrentHashMap<>();
  private final IntFunction<ExecutorService> threads;
  private boolean marked;
  private long written;

  /** Keeps the journal of a queue in a table. */
  public DynamoDbJournal(
      DynamoDbClient dynamoDb, String table, String queue, InstantSource clock, Pause pause) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.queue = queue;
    this.clock = clock;
    this.insistence = new Insistence(location(), pause, clock.millis());
    this.entries = new JournalTable(dynamoDb, table, queue);
    this.threads = Executors::newFixedThreadPool;
  }

  private DynamoDbJournal(DynamoDbJournal other, IntFunction<ExecutorService> threads) {
    this.dynamoDb = other.dynamoDb;
    this.table = other.table;
    this.queue = other.queue;
    this.clock = other.clock;
    this.insistence = other.insistence;
    this.entries = other.entries;
    this.threads = threads;
  }

  /**
   * Returns the same, as it is before its first call, which asks for claims on other threads.
   *
   * @param others makes the given number of threads for one question, after which they are shut
   *     down
   */
  public DynamoDbJournal on(IntFunction<ExecutorService> others) {
    return new DynamoDbJournal(this, others);
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
  public void read(Consumer<? super Entry> reader) {
    try {
      entries.read(reader);
    } catch (SdkException e) {
      throw insistence.failed(e);
    }
  }

  /** Only what writes leaves the mark: looking changes nothing. */
  private void mark() {
    if (!marked) {
      insistence.call(
          () -> {
            entries.mark();
            return true;
          });
      marked = true;
    }
  }

  @Override
  public void write(List<? extends Entry> more) {
    mark();
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
    long number = written++;
    return insistence.call(() -> entries.prepare(entry, number));
  }

  private void send(List<TransactWriteItem> items) {
    List<TransactWriteItem> all = List.copyOf(items);
    insistence.call(() -> transact(all));
  }

  private boolean transact(List<TransactWriteItem> items) {
    try {
      dynamoDb.transactWriteItems(it -> it.transactItems(items));
      return true;
    } catch (TransactionCanceledException e) {
      List<CancellationReason> reasons =
          e.cancellationReasons().stream()
              .filter(reason -> !NO_REASON.equals(reason.code()))
              .toList();
      if (reasons.stream().anyMatch(reason -> CONDITION.equals(reason.code()))) {
        throw new JournalException(
            "another run has taken records over in the meantime: nothing more is done", e);
      }
      if (!reasons.isEmpty()
          && reasons.stream().allMatch(reason -> PASSING.contains(reason.code()))) {
        throw new Insistence.Passing(e);
      }
      throw e;
    }
  }

  private TransactWriteItem outcome(Entry.Settled settled) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":run", text(settled.run()));
    values.put(":fence", AttributeValue.fromN(fences.getOrDefault(settled.record(), "0")));
    boolean stored = settled.outcome() == Outcome.CONFIRMED;
    values.put(":last", text(stored ? settled.detail() : settled.outcome().name()));
    if (stored) {
      values.put(":payload", text(settled.payload()));
    }
    return TransactWriteItem.builder()
        .update(
            it ->
                it.tableName(table)
                    .key(claimKey(settled.record()))
                    .updateExpression(
                        "SET "
                            + (stored
                                ? "home = :last, homePayload = :payload"
                                : "lastOutcome = :last"))
                    .conditionExpression("holder = :run AND fence = :fence")
                    .expressionAttributeValues(values))
        .build();
  }

  @Override
  public Map<String, Claim> claim(String run, Map<String, String> payloads, boolean despiteStored) {
    mark();
    Map<String, Claim> claims = new ConcurrentHashMap<>();
    try {
      forEach(
          payloads.keySet(),
          record ->
              claims.put(
                  record, claim(run, record, payloads.getOrDefault(record, ""), despiteStored)));
    } catch (JournalException e) {
      claims.values().removeIf(claim -> !(claim instanceof Claim.Granted));
      release(run, claims.keySet());
      throw e;
    }
    return claims;
  }

  private Claim claim(String run, String record, String payload, boolean despiteStored) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":run", text(run));
    values.put(":until", number(clock.millis() + CLAIM.toMillis()));
    values.put(":now", number(clock.millis()));
    values.put(":zero", number(0));
    values.put(":one", number(1));
    String condition = FREE;
    if (!despiteStored) {
      values.put(":payload", text(payload));
      condition = NOT_HOME + " AND " + FREE;
    }
    try {
      fences.put(record, insistence.call(fence(record, condition, values)));
      return new Claim.Granted();
    } catch (ConditionalCheckFailedException e) {
      AttributeValue stored = e.item().get("home");
      return !despiteStored && stored != null && text(payload).equals(e.item().get("homePayload"))
          ? new Claim.Done(stored.s())
          : new Claim.Held(e.item().getOrDefault("holder", text("unknown")).s());
    }
  }

  /** Returns the call that raises a record's number, and returns it. */
  private Supplier<String> fence(
      String record, String condition, Map<String, AttributeValue> values) {
    return () ->
        dynamoDb
            .updateItem(
                it ->
                    it.tableName(table)
                        .key(claimKey(record))
                        .updateExpression(
                            "SET holder = :run, heldUntil = :until,"
                                + " fence = if_not_exists(fence, :zero) + :one")
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .attributes()
            .getOrDefault("fence", number(0))
            .n();
  }

  @Override
  public void release(String run, Collection<String> records) {
    try {
      forEach(records, record -> release(run, record));
    } catch (JournalException e) {
      return; // they become free when their time is over
    }
  }

  private void release(String run, String record) {
    try {
      insistence.call(
          () ->
              dynamoDb.updateItem(
                  it ->
                      it.tableName(table)
                          .key(claimKey(record))
                          .updateExpression("SET heldUntil = :over")
                          .conditionExpression("holder = :run")
                          .expressionAttributeValues(
                              Map.of(":run", text(run), ":over", number(0)))));
    } catch (ConditionalCheckFailedException e) {
      fences.remove(record); // another run has it already
    }
  }

  /** Some at a time; all have ended when it returns, or throws the first failure. */
  private void forEach(Collection<String> records, Consumer<String> action) {
    if (records.size() < 2) {
      records.forEach(action);
      return;
    }
    ExecutorService pool = threads.apply(Math.min(AT_ONCE, records.size()));
    try {
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (String record : records) {
        calls.add(CompletableFuture.runAsync(() -> action.accept(record), pool));
      }
      CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException fault) {
        throw fault;
      }
      throw new JournalException(location() + ": " + e.getCause(), e);
    } finally {
      pool.shutdown();
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
    // The client belongs to the caller, and each run gives its own claims back.
  }
}

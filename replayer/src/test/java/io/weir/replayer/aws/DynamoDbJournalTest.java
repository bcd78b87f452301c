package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.SharedJournalContract;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A journal in a table keeps what it is given, whole, and is a shared one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DynamoDbJournalTest extends SharedJournalContract {

  private static DynamoDb dynamoDb;
  private static LocalServices services;

  private String queue = "";

  @BeforeAll
  static void start() {
    dynamoDb = DynamoDb.inMemory();
    services = new LocalServices(dynamoDb);
    services.createJournal("journal");
  }

  @AfterAll
  static void stop() {
    services.close();
    dynamoDb.close();
  }

  @BeforeEach
  void anotherQueue(TestInfo test) {
    queue = test.getDisplayName();
  }

  @Override
  protected DynamoDbJournal journal() {
    return new DynamoDbJournal(
        services.clients().dynamoDb(), "journal", queue, this::now, time -> {});
  }

  /** A discarded range of 64 MiB is archived whole; an item has 400 KB, a transaction 4 MB. */
  @Test
  void whatIsTooLargeForAnItemOrATransactionComesBackWhole() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(new Entry.Archived(now(), "run", "m-" + i, "\u00E9x".repeat(120_000) + i));
    }
    entries.add(new Entry.Archived(now(), "run", "large", "\u20AC".repeat(700_001)));
    entries.add(new Entry.Deleted(now(), "run", "m-0"));

    journal().write(entries);

    assertThat(journal().entries()).isEqualTo(entries);
  }

  @Test
  void partsWithoutAnEntryAreNoEntry() {
    services
        .clients()
        .dynamoDb()
        .putItem(
            it ->
                it.tableName("journal")
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(queue),
                            "sk", AttributeValue.fromS("part#0000000000001#run#000000000#00000"),
                            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("{")))));

    assertThat(journal().entries()).isEmpty();
  }

  @Test
  void aLostPartIsSaidAndNotPassedOver() {
    journal().write(List.of(new Entry.Archived(now(), "run", "large", "x".repeat(900_000))));
    services
        .clients()
        .dynamoDb()
        .deleteItem(
            it ->
                it.tableName("journal")
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS(queue),
                            "sk",
                                AttributeValue.fromS(
                                    "part#%013d#run#000000000#00001"
                                        .formatted(now().toEpochMilli())))));

    assertThatThrownBy(() -> journal().entries())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("2 of 3 parts");
  }

  @Test
  void aTableThatIsNotThereIsOneLine() {
    DynamoDbJournal nowhere =
        new DynamoDbJournal(services.clients().dynamoDb(), "nowhere", queue, this::now, time -> {});

    assertThatThrownBy(nowhere::entries)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the table nowhere");
  }

  private final List<Duration> pauses = new ArrayList<>();

  /** A journal whose table cancels its first transactions, each for these reasons. */
  private DynamoDbJournal cancelledFor(String... reasons) {
    Deque<String> left = new ArrayDeque<>(List.of(reasons));
    DynamoDbClient real = services.clients().dynamoDb();
    DynamoDbClient table =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("transactWriteItems") && !left.isEmpty()) {
                    throw cancelled(left.remove());
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new DynamoDbJournal(table, "journal", queue, this::now, pauses::add);
  }

  private static Exception cancelled(String codes) {
    return TransactionCanceledException.builder()
        .message("Transaction cancelled")
        .cancellationReasons(
            Stream.of(codes.split(" "))
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }

  @Test
  void aConflictOrAThrottleIsNoTakeOverAndIsTriedAgain() {
    Entry entry = new Entry.Deleted(now(), "run", "message");

    cancelledFor(
            "None TransactionConflict",
            "ThrottlingError None",
            "ProvisionedThroughputExceeded TransactionConflict")
        .write(List.of(entry));

    assertThat(journal().entries()).containsExactly(entry);
    assertThat(pauses).hasSize(3).allMatch(pause -> pause.compareTo(Duration.ofMillis(200)) <= 0);
  }

  @Test
  void aTableThatStaysBusyEndsTheRunAndIsNoTakeOver() {
    String[] busy = new String[12];
    Arrays.fill(busy, "ThrottlingError");

    assertThatThrownBy(
            () -> cancelledFor(busy).write(List.of(new Entry.Deleted(now(), "run", "message"))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the table journal")
        .hasMessageNotContaining("another run");
    assertThat(pauses).hasSize(11).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
  }

  @Test
  void onlyAFailedConditionIsATakeOver() {
    List<Entry> some = List.of(new Entry.Deleted(now(), "run", "message"));

    assertThatThrownBy(() -> cancelledFor("None ConditionalCheckFailed").write(some))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another run");
    assertThatThrownBy(() -> cancelledFor("ValidationError None").write(some))
        .isInstanceOf(JournalException.class)
        .hasMessageNotContaining("another run");
    assertThat(pauses).isEmpty();
  }

  private List<Map<String, AttributeValue>> items() {
    return services
        .clients()
        .dynamoDb()
        .query(
            it ->
                it.tableName("journal")
                    .keyConditionExpression("pk = :q")
                    .expressionAttributeValues(Map.of(":q", AttributeValue.fromS(queue))))
        .items();
  }

  private void put(Map<String, AttributeValue> item) {
    services.clients().dynamoDb().putItem(it -> it.tableName("journal").item(item));
  }

  /** Version 0.1.0 throws for an entry whose effect it does not know. */
  @Test
  void whatIsWrittenIsMarkedSoThatVersion010RefusesIt() {
    assertThat(journal().entries()).isEmpty();
    assertThat(items()).isEmpty();

    journal().claim("run", Map.of("record", "hash"), false);

    assertThat(items().stream().map(item -> item.getOrDefault("entry", AttributeValue.fromS("x"))))
        .contains(AttributeValue.fromS("{\"effect\":\"form\",\"form\":2}"));
    assertThat(journal().entries()).isEmpty();
  }

  @Test
  void theMarkOrAnEntryOfANewerVersionIsRefused() {
    AttributeValue pk = AttributeValue.fromS(queue);
    put(
        Map.of(
            "pk", pk,
            "sk", AttributeValue.fromS("entry#0000000000000#form"),
            "form", AttributeValue.fromN("3")));

    assertThatThrownBy(() -> journal().entries())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("newer version of the replayer");
    assertThatThrownBy(() -> journal().write(List.of(new Entry.Deleted(now(), "run", "message"))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("newer version of the replayer");
    assertThat(items()).hasSize(1);
  }

  @Test
  void theItemsOfVersion010AreReadAndItsHomeWithoutAPayloadStopsNoClaim() throws IOException {
    queue = "http://localhost/0/dlq";
    try (InputStream in = getClass().getResourceAsStream("/stored/journal-0.1.0-items.ndjson")) {
      MappingIterator<Map<String, Map<String, String>>> items =
          new ObjectMapper()
              .readerFor(new TypeReference<Map<String, Map<String, String>>>() {})
              .readValues(in);
      while (items.hasNext()) {
        Map<String, AttributeValue> item = new HashMap<>();
        items
            .next()
            .forEach(
                (name, value) ->
                    item.put(
                        name,
                        value.containsKey("S")
                            ? AttributeValue.fromS(value.get("S"))
                            : AttributeValue.fromN(value.get("N"))));
        put(item);
      }
    }

    assertThat(journal().entries()).hasSize(14);
    assertThat(Ledger.of(journal()).of("s/shard/1").confirmed("hash")).isTrue();
    assertThat(journal().claim("next", Map.of("s/shard/1", "repaired"), false))
        .containsEntry("s/shard/1", new Claim.Granted());
  }
}

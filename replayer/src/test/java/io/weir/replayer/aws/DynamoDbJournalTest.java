package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.dynamodb.DynamoDb;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.SharedJournalContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
}

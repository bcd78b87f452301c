package io.weir.replayer;

import static io.weir.replayer.StoredFiles.FIRST;
import static io.weir.replayer.StoredFiles.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.replayer.aws.DynamoDbJournal;
import io.weir.replayer.aws.LocalServices;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.EntryCodec;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.History;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.run.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Journals that earlier builds have written are a contract: each later build reads every entry, and
 * writes it again as it was. {@link StoredFormatsTest} says more.
 */
class StoredJournalsTest {

  private static final String QUEUE = "http://127.0.0.1:4801/000000000000/EventStreamDlq";

  private static DynamoDb dynamoDb;
  private static LocalServices services;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    dynamoDb = DynamoDb.inMemory();
    services = new LocalServices(dynamoDb);
    for (String build : List.of(FIRST, TODAY)) {
      services.createJournal("journal-" + build);
      StoredFiles.items(build, "journal-items.ndjson")
          .forEach(
              item ->
                  services
                      .clients()
                      .dynamoDb()
                      .putItem(it -> it.tableName("journal-" + build).item(item)));
    }
  }

  @AfterAll
  static void stop() {
    services.close();
    dynamoDb.close();
  }

  private static List<Entry> entries(String build, String name) {
    List<Entry> entries = new ArrayList<>();
    FileJournal.read(StoredFiles.path(build, name), entries::add);
    return entries;
  }

  /** Returns how many entries of each kind there are, by the names that are stored. */
  private static String effects(List<Entry> entries) {
    Map<String, Long> counts =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    it -> StoredFiles.json(EntryCodec.json(it)).path("effect").textValue(),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.1.0 | journal.ndjson | archived=2 deleted=12 deleting=6 ended=15 leased=11 moved=1 purging=3 \
          resent=10 restored=2 restoring=2 sending=12 settled=15 started=15
          0.1.0 | journal-parked.ndjson | archived=1 deleted=3 deleting=1 ended=3 leased=1 restored=1 restoring=1 \
          sending=1 settled=1 started=3
          0786feb | journal.ndjson | archived=2 deleted=12 deleting=6 ended=15 kept=6 leased=11 moved=1 \
          purging=3 resent=10 restored=2 restoring=2 sending=12 settled=16 \
          started=15
          0786feb | journal-parked.ndjson | archived=1 deleted=3 deleting=1 ended=3 leased=1 restored=1 restoring=1 \
          sending=1 settled=1 started=3
          """)
  void everyEntryOfAJournalsFileIsRead(String build, String name, String effects) {
    List<Entry> entries = entries(build, name);

    assertThat(effects(entries)).isEqualTo(effects);
    assertThat(entries)
        .allMatch(it -> EntryCodec.json(it).contains("\"" + History.effect(it) + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void aRunOfAJournalIsShownWithItsActorAndReason(String build) {
    List<History.Run> runs = History.of(entries(build, "journal.ndjson"));

    assertThat(runs).allMatch(run -> run.actor().equals("operator"));
    assertThat(runs).extracting(History.Run::result).containsOnly("done");
    assertThat(runs)
        .extracting(History.Run::reason)
        .contains("INC-42", "INC-42: \u043A\u043B\u044E\u0447 \u20AC", "test data", "");
    assertThat(runs)
        .extracting(run -> run.what().command() + " " + run.what().route())
        .contains(
            "apply lambda",
            "redrive lambda",
            "redrive file",
            "redrive stream",
            "discard ",
            "discard --purge ",
            "restore ");
    assertThat(runs).extracting(run -> run.what().queue()).containsOnly(QUEUE);
  }

  /** The order of the members of {@code counts} is not fixed. */
  @ParameterizedTest
  @CsvSource({
    FIRST + ",journal.ndjson",
    FIRST + ",journal-parked.ndjson",
    TODAY + ",journal.ndjson",
    TODAY + ",journal-parked.ndjson"
  })
  void aJournalsFileThatIsWrittenAgainIsTheSame(String build, String name) throws IOException {
    Path again = directory.resolve("again.ndjson");
    try (FileJournal journal = FileJournal.open(again)) {
      journal.write(entries(build, name));
    }

    List<String> stored = StoredFiles.lines(build, name);
    List<String> written = Files.readAllLines(again);
    if (build.equals(FIRST)) {
      assertThat(written.remove(0)).isEqualTo("{\"weir\":\"journal\",\"form\":2}");
      assertThat(written.remove(0)).startsWith("{\"note\":");
    }
    assertThat(written).hasSameSizeAs(stored);
    for (int i = 0; i < stored.size(); i++) {
      if (stored.get(i).contains("\"effect\":\"ended\"")) {
        assertThat(StoredFiles.json(written.get(i)).path("entry"))
            .isEqualTo(StoredFiles.json(stored.get(i)).path("entry"));
      } else {
        assertThat(written.get(i)).isEqualTo(stored.get(i));
      }
    }
  }

  @Test
  void anEntrysMembersHaveTheirStoredNames() {
    Stream<JsonNode> entries =
        Stream.of("journal.ndjson", "journal-parked.ndjson")
            .flatMap(name -> StoredFiles.lines(TODAY, name).stream().skip(2))
            .map(line -> StoredFiles.json(line).path("entry"));

    assertThat(StoredFiles.members(entries, it -> it.path("effect").textValue()))
        .isEqualTo(
            """
            archived: at effect letter message run
            deleted: at effect message run
            deleting: at effect messages run
            ended: at counts effect result run
            kept: at effect letter message run
            leased: at effect receipts run
            moved: at effect message record run
            purging: at bodyHash effect message run
            resent: as at carried effect payload record run
            restored: at effect message newMessage run
            restoring: at effect message run
            sending: at effect records run
            settled: at detail effect outcome payload record run
            started: actor at effect plan reason run what.command what.door \
            what.messages what.queue what.records
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void aChangedByteInAJournalIsRefused(String build) throws IOException {
    String whole = Files.readString(StoredFiles.path(build, "journal.ndjson"));
    Path bent = directory.resolve("bent.ndjson");
    Files.writeString(bent, whole.replaceFirst("INC-42", "INC-43"));

    assertThatThrownBy(() -> FileJournal.read(bent, entry -> {}))
        .isInstanceOf(JournalException.class)
        .hasMessageMatching(
            "line \\d of the journal .*bent.ndjson is damaged:"
                + " keep the file, and go on with another one");
  }

  @ParameterizedTest
  @CsvSource({FIRST + ",2", TODAY + ",8"})
  void whatWasDiscardedOrKeptIsALetterThatCanBeRestored(String build, int letters) {
    Map<String, Restore.Copy> copies = Restore.archived(entries(build, "journal.ndjson"));

    assertThat(copies).hasSize(letters);
    copies.forEach(
        (id, copy) -> {
          Bytes line = StoredFiles.bytes(copy.line());
          Letter letter = LetterReader.readFromFile(line);
          assertThat(letter.id()).isEqualTo(id);
          assertThat(StoredFiles.again(letter)).isEqualTo(line);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.1.0 | archived=1 deleted=5 deleting=2 ended=9 leased=5 purging=2 resent=2 restored=1 \
          restoring=1 sending=5 settled=6 started=9
          0786feb | archived=1 deleted=5 deleting=2 ended=9 kept=1 leased=5 purging=2 resent=2 \
          restored=1 restoring=1 sending=5 settled=7 started=9
          """)
  void everyEntryOfATableIsReadAndEachRunIsWrittenAgainAsItWas(String build, String effects) {
    List<Entry> entries = journal(build, QUEUE).entries();
    assertThat(effects(entries)).isEqualTo(effects);

    entries.stream()
        .collect(Collectors.groupingBy(Entry::run))
        .values()
        .forEach(run -> journal(build, "again").write(run));

    Map<String, JsonNode> stored = entryItems(build, QUEUE);
    stored.putIfAbsent(
        "entry#0000000000000#form", StoredFiles.json("{\"effect\":\"form\",\"form\":2}"));
    assertThat(entryItems(build, "again")).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void aRecordThatATableSaysIsHomeStopsAClaimIfItsPayloadIsKnown(String build) {
    DynamoDbJournal journal = journal(build, QUEUE);

    List<Entry.Settled> homes = homes(journal.entries());

    assertThat(homes).isNotEmpty();
    for (Entry.Settled home : homes) {
      Map<String, Claim> claims =
          journal.claim("next", Map.of(home.record(), home.payload()), false);
      assertThat(claims)
          .containsEntry(
              home.record(),
              build.equals(FIRST) ? new Claim.Granted() : new Claim.Done(home.detail()));
    }
  }

  private static DynamoDbJournal journal(String build, String queue) {
    return new DynamoDbJournal(
        services.clients().dynamoDb(), "journal-" + build, queue, Instant::now, time -> {});
  }

  /** Returns a table's entries by their second key. */
  private static Map<String, JsonNode> entryItems(String build, String queue) {
    Map<String, JsonNode> entries = new TreeMap<>();
    services.clients().dynamoDb().scan(it -> it.tableName("journal-" + build)).items().stream()
        .filter(it -> text(it, "pk").equals(queue) && text(it, "sk").startsWith("entry#"))
        .forEach(it -> entries.put(text(it, "sk"), StoredFiles.json(text(it, "entry"))));
    return entries;
  }

  private static List<Entry.Settled> homes(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Settled.class::isInstance)
        .map(Entry.Settled.class::cast)
        .filter(it -> it.outcome() == Outcome.CONFIRMED)
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  @Test
  void aTablesItemsHaveTheirStoredNames() {
    assertThat(
            StoredFiles.members(
                StoredFiles.lines(TODAY, "journal-items.ndjson").stream().map(StoredFiles::json),
                it -> it.path("sk").path("S").textValue().replaceFirst("#.*", "")))
        .isEqualTo(
            """
            claim: fence.N heldUntil.N holder.S home.S homePayload.S lastOutcome.S \
            pk.S sk.S
            entry: entry.S form.N pk.S sk.S
            """);
  }
}

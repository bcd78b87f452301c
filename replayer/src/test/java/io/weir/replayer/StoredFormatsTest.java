package io.weir.replayer;

import static io.weir.replayer.StoredFiles.FIRST;
import static io.weir.replayer.StoredFiles.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.replayer.archive.DirectoryVault;
import io.weir.replayer.archive.Import;
import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What earlier builds have written is a contract: each later build reads all of it, and writes the
 * same bytes again. The files were made by the tools themselves. A test fails here if the rename of
 * a type or of a member changes a stored form, and then the code is wrong, not the file.
 *
 * @see StoredJournalsTest
 */
class StoredFormatsTest {

  @TempDir private Path directory;

  private static Plan plan(String build, String name) throws StalePlanException {
    return PlanFile.read(StoredFiles.bytes(build, name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.1.0 | plan-fix.json | POISON REPAIR, STORED SKIP_STORED
          0.1.0 | plan-lambda.json | POISON KEEP, BYSTANDER REDRIVE
          0.1.0 | plan-moved.json | UNKNOWN REDRIVE, UNKNOWN REDRIVE, UNKNOWN SKIP_MOVED, UNKNOWN REDRIVE
          0.1.0 | plan-parked.json | POISON REPAIR, POISON REPAIR, POISON KEEP
          0.1.0 | plan-stream.json | UNKNOWN REDRIVE, UNKNOWN REDRIVE
          0786feb | plan-filtered-fix.json | POISON REPAIR, FILTERED SKIP_FILTERED, POISON REPAIR
          0786feb | plan-filtered.json | POISON KEEP, FILTERED SKIP_FILTERED, POISON KEEP
          0786feb | plan-fix.json | POISON REPAIR, STORED SKIP_STORED
          0786feb | plan-lambda.json | POISON KEEP, BYSTANDER REDRIVE
          0786feb | plan-moved.json | UNKNOWN REDRIVE, UNKNOWN REDRIVE, UNKNOWN SKIP_MOVED, UNKNOWN REDRIVE
          0786feb | plan-parked.json | POISON REPAIR, POISON REPAIR, POISON KEEP
          0786feb | plan-stream.json | UNKNOWN REDRIVE, UNKNOWN REDRIVE
          """)
  void everyPlanIsReadAndWrittenAgainAsItWas(String build, String name, String records)
      throws StalePlanException {
    assertThat(plan(build, name).records().map(it -> it.diagnosis() + " " + it.action()))
        .containsExactly(records.split(", "));
    assertThat(PlanFile.write(plan(build, name))).isEqualTo(StoredFiles.bytes(build, name));
  }

  @Test
  void aPlansMembersHaveTheirStoredNames() {
    Stream<JsonNode> plans =
        Stream.of("plan-fix.json", "plan-lambda.json", "plan-filtered.json")
            .map(name -> StoredFiles.json(StoredFiles.text(TODAY, name)));

    assertThat(StoredFiles.members(plans, it -> "plan"))
        .isEqualTo(
            """
            plan: digest plan.code plan.door plan.letters[].bodyHash \
            plan.letters[].message plan.letters[].records[].action \
            plan.letters[].records[].arrivedAt plan.letters[].records[].cause \
            plan.letters[].records[].diagnosis \
            plan.letters[].records[].expected.contentHash \
            plan.letters[].records[].expected.eventId \
            plan.letters[].records[].partitionKey \
            plan.letters[].records[].payloadHash plan.letters[].records[].record \
            plan.letters[].records[].repair.filter \
            plan.letters[].records[].repair.original \
            plan.letters[].records[].repair.repaired plan.letters[].records[].why \
            plan.letters[].verdict plan.plannedAt plan.plannedBy plan.queue \
            plan.selection plan.target.destination plan.target.functions \
            plan.target.streams plan.target.table plan.version
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void anEditedPlanAndOneOfANewerFormAreRefused(String build) {
    String whole = StoredFiles.text(build, "plan-fix.json");

    assertThatThrownBy(() -> PlanFile.read(StoredFiles.utf8(whole.replace("REPAIR", "REDRIVE"))))
        .isInstanceOf(StalePlanException.class)
        .hasMessage("the plan was edited: its digest is no longer right; make it again with plan");
    assertThatThrownBy(
            () ->
                PlanFile.read(
                    StoredFiles.utf8(whole.replace("\"version\" : 1", "\"version\" : 3"))))
        .isInstanceOf(StalePlanException.class)
        .hasMessage("the plan was made by a newer version of the replayer (form 3): use that one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.1.0 | Pointer COMPLETE 2 0, Pointer COMPLETE 2 0, ParkedRecord COMPLETE 1 0, \
          ParkedRecord COMPLETE 1 0, ParkedRecord COMPLETE 1 0
          0786feb | Pointer COMPLETE 2 0, Pointer COMPLETE 2 0, ParkedRecord COMPLETE 1 0, \
          ParkedRecord COMPLETE 1 3, ParkedRecord COMPLETE 1 0
          """)
  void everyLineOfAnExportIsReadAndWrittenAgainAsItWas(String build, String contents) {
    List<Letter> letters = StoredFiles.letters(build, "export.ndjson");

    assertThat(letters.stream().map(StoredFormatsTest::content))
        .containsExactly(contents.split(", "));
    assertThat(letters.stream().map(StoredFiles::again).map(StoredFiles::text))
        .containsExactlyElementsOf(StoredFiles.lines(build, "export.ndjson"));
  }

  /** Returns what a letter is, how much of it is there, and how many attributes it has. */
  private static String content(Letter letter) {
    ExportedLetter exported = (ExportedLetter) letter.content();
    return "%s %s %d %d"
        .formatted(
            exported.original().getClass().getSimpleName(),
            exported.verdict(),
            exported.records().size(),
            letter.attributes().own().size());
  }

  @Test
  void anExportsMembersHaveTheirStoredNames() {
    assertThat(
            StoredFiles.members(
                StoredFiles.lines(TODAY, "export.ndjson").stream().map(StoredFiles::json),
                it -> it.path("weir").textValue() + " " + it.path("version")))
        .isEqualTo(
            """
            exported-letter 1: exportedAt message.body message.firstReceivedAt \
            message.id message.receiveCount message.sentAt message.sha256 \
            records[].arrivedAt records[].data records[].partitionKey \
            records[].sequenceNumber records[].sha256 records[].shardId \
            records[].streamArn verdict version weir
            exported-letter 2: exportedAt message.attributes message.body \
            message.firstReceivedAt message.id message.receiveCount message.sentAt \
            message.sha256 message.traceHeader records[].arrivedAt records[].data \
            records[].partitionKey records[].sequenceNumber records[].sha256 \
            records[].shardId records[].streamArn verdict version weir
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void aChangedByteInAnExportIsNoLetter(String build) {
    for (String line : StoredFiles.lines(build, "export.ndjson")) {
      String bent = line.replaceFirst("\"body\":\"eyJ", "\"body\":\"eyI");

      assertThat(bent).isNotEqualTo(line);
      assertThat(LetterReader.read(StoredFiles.bytes(bent)))
          .isInstanceOfSatisfying(
              UnreadableMessage.class,
              it -> assertThat(it.kind()).isEqualTo(UnreadableMessage.Kind.BROKEN_EXPORT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void aVaultHasACopyOfEachLetterUnderItsStoredName(String build) throws IOException {
    VaultCopies copies = new VaultCopies(new DirectoryVault(StoredFiles.path(build, "vault")));
    List<Letter> letters = StoredFiles.letters(build, "export.ndjson");

    assertThat(StoredFiles.names(build, "vault")).hasSameSizeAs(letters);
    for (Letter letter : letters) {
      assertThat(copies.of(letter).map(ExportedLetter::records))
          .contains(((ExportedLetter) letter.content()).records());
    }
    assertThat(StoredFiles.letters(build, "vault"))
        .extracting(Letter::id)
        .containsExactlyInAnyOrderElementsOf(letters.stream().map(Letter::id).toList());
  }

  @Test
  void anImportedExportIsKeptLineByLineUnderTheStoredNames() throws IOException {
    List<Letter> letters = StoredFiles.letters(TODAY, "export.ndjson");
    DirectoryVault vault = new DirectoryVault(directory.resolve("vault"));

    new Import(vault).run(letters, refused -> {});

    List<String> names = StoredFiles.names(TODAY, "vault");
    List<String> copies = new ArrayList<>();
    for (String name : names) {
      copies.add(StoredFiles.text(vault.get(name).orElseThrow()));
    }
    assertThat(copies)
        .containsExactlyInAnyOrderElementsOf(StoredFiles.lines(TODAY, "export.ndjson"));
  }

  /** Version 0.1.0 gave it the name of a whole copy. */
  @ParameterizedTest
  @CsvSource({FIRST + ",.json", TODAY + ",.part.json"})
  void aCopyThatLacksARecordIsFoundAndTakenForWhatItHolds(String build, String ending)
      throws IOException {
    VaultCopies copies = new VaultCopies(new DirectoryVault(StoredFiles.path(build, "vault-part")));
    Letter letter = StoredFiles.letters(build, "export.ndjson").get(0);

    assertThat(StoredFiles.names(build, "vault-part"))
        .singleElement()
        .satisfies(name -> assertThat(name).matches("[0-9a-f]{64}\\" + ending));
    assertThat(copies.of(letter).orElseThrow().records()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, TODAY})
  void everyParkedMessageIsReadWithItsPayload(String build) {
    List<ParkedRecord> parked =
        StoredFiles.letters(build, "parked.ndjson").stream()
            .map(it -> (ParkedRecord) it.content())
            .toList();

    assertThat(parked)
        .extracting(ParkedRecord::reason)
        .containsExactly("NOT_JSON", "NOT_AN_OBJECT");
    assertThat(parked)
        .extracting(it -> it.record().partitionKey())
        .containsExactly("device-2", "k\u00E9y-\u20AC");
    assertThat(parked)
        .extracting(it -> StoredFiles.text(it.record().payload()))
        .containsExactly("{'n':7}", "[1]");
    assertThat(parked).allMatch(it -> it.functionArn().isPresent() && it.requestId().isPresent());
  }
}

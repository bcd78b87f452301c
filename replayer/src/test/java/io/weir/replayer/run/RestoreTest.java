package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import io.weir.replayer.run.RunStart.Actor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Discarded messages come back, and none is counted as back before it is. */
class RestoreTest {

  private static final Path TESTDATA = Path.of("..", "testdata");

  private final FakeQueue queue = new FakeQueue(() -> Instant.EPOCH);
  private final MemoryLog journal = new MemoryLog();
  private final List<String> sent = new ArrayList<>();

  private static String golden(String name) {
    try {
      return Files.readString(TESTDATA.resolve(name + ".json")).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Entry.Archived archived(String id, String run, String body, int payloadBytes) {
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    Letter letter =
        new Letter(
            id,
            Optional.empty(),
            bytes,
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            1,
            Attributes.NONE,
            LetterReader.read(bytes));
    List<RecoveredRecord> records =
        List.of(World.record(7, "key", "{\"n\":\"" + "x".repeat(payloadBytes) + "\"}"));
    String line =
        new String(
            ExportLine.of(letter, "COMPLETE", records, Instant.EPOCH).toArray(),
            StandardCharsets.UTF_8);
    return new Entry.Archived(Instant.EPOCH, run, id, line);
  }

  private RunStart start(Effects effects) {
    return new RunStart(
        MemoryLog.open(journal, effects),
        "restoring",
        "restore",
        new Actor("test", ""),
        () -> Instant.EPOCH);
  }

  private void discarded(Entry.Archived... letters) {
    for (Entry.Archived letter : letters) {
      start(Effects.harmless())
          .journal()
          .write(List.of(letter, new Entry.Deleted(Instant.EPOCH, letter.run(), letter.message())));
    }
  }

  private Map<String, Restore.Copy> open() {
    return Restore.open(start(Effects.harmless()).journal().entries());
  }

  private Map<String, String> restore(Effects effects) {
    return run(effects.around(LetterQueue.class, queue), effects).ids();
  }

  private Restore.Result run(LetterQueue queue, Effects effects) {
    try {
      return new Restore(queue, this::reread).run(List.copyOf(open().values()), start(effects));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the stream says of a pointer. */
  private RecoveryStatus stream = new RecoveryStatus.Expired("forgotten");

  private List<Recovery> reread(List<Leased> letters) {
    return letters.stream()
        .map(each -> new Recovery(each.toLetter(), stream, List.of(), Expiry.UNKNOWN))
        .toList();
  }

  private String only() {
    List<Leased> all = queue.lease(Duration.ofMinutes(1));
    assertThat(all).hasSize(1);
    return all.get(0).body();
  }

  @Test
  void aParkedRecordComesBackAsItWasToTheByte() {
    String body = golden("parked/binary-and-unicode-key");
    discarded(archived("one", "r", body, 1));

    Map<String, String> ids = restore(Effects.harmless());

    assertThat(ids).containsOnlyKeys("one");
    assertThat(queue.ids()).containsExactlyElementsOf(ids.values());
    assertThat(only()).isEqualTo(body);
    assertThat(open()).isEmpty();
  }

  @Test
  void whatNobodyUnderstandsComesBackAsItWas() {
    discarded(archived("one", "r", "no letter at all", 1));
    restore(Effects.harmless());
    assertThat(only()).isEqualTo("no letter at all");
  }

  @Test
  void aPointerComesBackWithItsPayloads() {
    String pointer = golden("pointers/items-reported");
    discarded(archived("one", "r", pointer, 1));

    restore(Effects.harmless());

    Bytes body = Bytes.of(only().getBytes(StandardCharsets.UTF_8));
    assertThat(LetterReader.read(body))
        .isInstanceOfSatisfying(
            ExportedLetter.class,
            exported -> {
              assertThat(exported.original())
                  .isEqualTo(LetterReader.read(Bytes.of(pointer.getBytes(StandardCharsets.UTF_8))));
              assertThat(exported.records())
                  .containsExactly(World.record(7, "key", "{\"n\":\"x\"}"));
            });
  }

  @Test
  void aPointerComesBackAsItWasWhileTheStreamHasItsRange() {
    String pointer = golden("pointers/items-reported");
    stream = new RecoveryStatus.Complete(0);
    discarded(archived("one", "r", pointer, 1));
    restore(Effects.harmless());
    assertThat(only()).isEqualTo(pointer);
  }

  @Test
  void whatFitsNoMessageStaysArchivedAndTheOthersComeBack() {
    String pointer = golden("pointers/items-reported");
    queue.largest = 262_144;
    discarded(archived("large", "r", pointer, 262_144), archived("one", "r", "x", 1));

    Restore.Result result = run(queue, Effects.harmless());

    assertThat(result.ids()).containsOnlyKeys("one");
    assertThat(result.kept()).containsOnlyKeys("large");
    assertThat(result.kept().get("large")).contains("the queue takes 262144");
    assertThat(open()).containsOnlyKeys("large");
    assertThat(only()).isEqualTo("x");
  }

  @Test
  void attributesComeBackWithTheirMessage() {
    Attributes attributes =
        new Attributes(
            Map.of("traceId", new Attributes.Value("String", Optional.of("t"), Optional.empty())),
            Optional.of("Root=1"));
    Leased leased = new Leased("one", "r", "body", attributes);
    Bytes line = ExportLine.of(leased.toLetter(), "MALFORMED", List.of(), Instant.EPOCH);
    String text = new String(line.toArray(), StandardCharsets.UTF_8);
    discarded(new Entry.Archived(Instant.EPOCH, "r", "one", text));

    restore(Effects.harmless());

    assertThat(queue.lease(Duration.ofMinutes(1)))
        .extracting(Leased::attributes)
        .containsExactly(attributes);
  }

  @Test
  void whatARedriveKeptComesBackOnlyWhenItIsAskedFor() {
    Entry.Archived archived = archived("one", "r", "x", 1);
    List<Entry> entries = List.of(new Entry.Kept(Instant.EPOCH, "r", "one", archived.letter()));

    assertThat(Restore.open(entries)).isEmpty();
    assertThat(Restore.kept(entries)).containsOnlyKeys("one");
  }

  @Test
  void itIsSentBeforeItIsMarked() {
    discarded(archived("one", "r", "x", 1));
    Effects effects = Effects.harmless();

    restore(effects);

    List<String> seen = effects.seen();
    assertThat(seen.lastIndexOf("LogFile.append")).isGreaterThan(seen.indexOf("LetterQueue.send"));
  }

  @Test
  void aQueueThatTakesNothingLeavesItOpen() {
    discarded(archived("one", "r", "x", 1), archived("two", "r", "y", 1));
    LetterQueue full = Effects.harmless().around(LetterQueue.class, queue);
    LetterQueue broken =
        (LetterQueue)
            Proxy.newProxyInstance(
                LetterQueue.class.getClassLoader(),
                new Class<?>[] {LetterQueue.class},
                (proxy, method, arguments) -> {
                  if (sent.size() == 1 && method.getName().equals("send")) {
                    throw new QueueException("over the limit", new IllegalStateException());
                  }
                  if (method.getName().equals("name")) {
                    return full.name();
                  }
                  if (method.getName().equals("largestMessage")) {
                    return 1 << 20;
                  }
                  sent.add(method.getName());
                  return full.send((String) arguments[0], (Attributes) arguments[1]);
                });

    assertThatThrownBy(() -> run(broken, Effects.harmless())).isInstanceOf(QueueException.class);

    assertThat(open()).containsOnlyKeys("two");
    assertThat(queue.ids()).hasSize(1);
  }

  private static int effects() {
    RestoreTest test = new RestoreTest();
    test.discarded(archived("one", "r", "x", 1), archived("two", "r", "y", 1));
    Effects whole = Effects.harmless();
    test.restore(whole);
    assertThat(whole.count()).isGreaterThan(5);
    return whole.count();
  }

  @Test
  void dyingAtAnyEffectBringsEachBackAtLeastOnce() {
    for (int k = 0; k < 2 * effects(); k++) {
      new RestoreTest().dieAndGoOn(List.of(Effects.death(k)));
    }
  }

  @Test
  void dyingAgainAnywhereBringsEachBackAtLeastOnce() {
    int count = effects();
    for (int first = 0; first < 2 * count; first++) {
      for (int second = 0; second < 2 * count; second++) {
        new RestoreTest().dieAndGoOn(List.of(Effects.death(first), Effects.death(second)));
      }
    }
  }

  private void dieAndGoOn(List<Effects> deaths) {
    discarded(archived("one", "r", "x", 1), archived("two", "r", "y", 1));
    long died = deaths.stream().filter(death -> Crash.of(() -> restore(death))).count();
    restore(Effects.harmless());
    List<Leased> back = queue.lease(Duration.ofMinutes(1));
    assertThat(back).extracting(Leased::body).contains("x", "y").hasSizeBetween(2, 2 + (int) died);
    assertThat(open()).isEmpty();
  }

  @Test
  void messagesAreChosenByTheirIdsBeginningsAndTheirRun() {
    discarded(
        archived("abc", "r1", "x", 1), archived("abd", "r2", "y", 1), archived("b", "r1", "z", 1));
    assertThat(Restore.selected(open(), List.of("ab"), ""))
        .extracting(Restore.Copy::message)
        .containsExactly("abc", "abd");
    assertThat(Restore.selected(open(), List.of("ab"), "r1"))
        .extracting(Restore.Copy::message)
        .containsExactly("abc");
    assertThat(Restore.selected(open(), List.of(), "")).hasSize(3);
  }
}

package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.run.RunStart.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is discarded can be brought back, wherever the process dies; what is purged cannot. */
class DiscardTest {

  private static final Duration LEASE = Duration.ofMinutes(2);

  /** What outlives a process. */
  private static final class Outside {
    private final FakeQueue queue = new FakeQueue(() -> Instant.EPOCH);
    private final MemoryLog journal = new MemoryLog();
    private int runs;

    Outside(String... ids) {
      for (String id : ids) {
        queue.put(id, body(id));
      }
    }

    RunStart start(Effects effects) {
      return new RunStart(
          MemoryLog.open(journal, effects),
          "run-" + runs++,
          "discard",
          new Actor("test", "because"),
          () -> Instant.EPOCH);
    }

    private static final Pulse NO_PULSE = (period, beat) -> () -> {};

    Discard.Result discard(boolean purge, Effects effects, Discard.Item... items) {
      return discard(purge, effects, () -> false, items);
    }

    Discard.Result discard(
        boolean purge, Effects effects, BooleanSupplier stop, Discard.Item... items) {
      try {
        return new Discard(
                effects.around(LetterQueue.class, queue), LEASE, time -> {}, stop, NO_PULSE)
            .run(List.of(items), purge, start(effects));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    Discard.Result discard(Discard.Item... items) {
      return discard(false, Effects.harmless(), items);
    }

    List<Entry> entries() {
      return MemoryLog.open(journal, Effects.harmless()).entries();
    }
  }

  private static String body(String id) {
    return "body of " + id;
  }

  private static Discard.Item item(String id) {
    String hash = Bytes.of(body(id).getBytes(StandardCharsets.UTF_8)).sha256();
    return new Discard.Item(id, hash, "archive of " + id);
  }

  @Test
  void aMessageIsArchivedBeforeItIsDeleted() {
    Outside outside = new Outside("one", "two", "other");
    Effects effects = Effects.harmless();

    Discard.Result result = outside.discard(false, effects, item("one"), item("two"));

    assertThat(result.deleted()).containsExactlyInAnyOrder("one", "two");
    assertThat(result.kept()).isEmpty();
    assertThat(outside.queue.ids()).containsExactly("other");
    assertThat(outside.queue.depth().leased()).isZero();
    assertThat(effects.seen().indexOf("LogFile.append"))
        .isBetween(0, effects.seen().indexOf("LetterQueue.delete") - 1);
    assertThat(Restore.open(outside.entries()))
        .hasEntrySatisfying("one", it -> assertThat(it.line()).isEqualTo("archive of one"))
        .containsOnlyKeys("one", "two");
  }

  @Test
  void aMessageWithAnotherBodyIsKeptAndNotArchived() {
    Outside outside = new Outside("one", "two");
    outside.queue.put("one", "something else");

    Discard.Result result = outside.discard(item("one"), item("two"));

    assertThat(result.deleted()).containsExactly("two");
    assertThat(result.kept()).containsOnlyKeys("one");
    assertThat(result.kept().get("one")).contains("another body");
    assertThat(outside.queue.ids()).containsExactly("one");
    assertThat(outside.queue.depth()).isEqualTo(new LetterQueue.Depth(1, 0));
    assertThat(Restore.open(outside.entries())).containsOnlyKeys("two");
  }

  @Test
  void aMessageThatSomebodyHoldsIsKeptAndSaidSo() {
    Outside outside = new Outside("one");
    outside.queue.lease(LEASE);

    Discard.Result result = outside.discard(item("one"), item("never was"));

    assertThat(result.deleted()).isEmpty();
    assertThat(result.kept()).containsOnlyKeys("one", "never was");
    assertThat(result.kept().values()).allMatch(why -> why.contains("another run holds it"));
    assertThat(outside.entries())
        .noneMatch(entry -> entry instanceof Entry.Archived || entry instanceof Entry.Deleted);
  }

  @Test
  void aDeletionThatFailsIsKeptAndSaidAndTheOthersGo() {
    Outside outside = new Outside("one", "two", "three");
    outside.queue.deletionFails = id -> id.equals("two");

    Discard.Result result = outside.discard(item("one"), item("two"), item("three"));

    assertThat(result.deleted()).containsExactlyInAnyOrder("one", "three");
    assertThat(result.kept()).isEqualTo(Map.of("two", "could not be deleted: try again"));
    assertThat(outside.queue.ids()).containsExactly("two");
    assertThat(outside.queue.depth().leased()).isZero();
    outside.queue.deletionFails = id -> false;
    assertThat(outside.discard(item("two")).deleted()).containsExactly("two");
    assertThat(Restore.open(outside.entries())).containsOnlyKeys("one", "two", "three");
  }

  @Test
  void aPurgeKeepsTheFactAndNoCopy() {
    Outside outside = new Outside("one");

    assertThat(outside.discard(true, Effects.harmless(), item("one")).deleted())
        .containsExactly("one");

    assertThat(new String(outside.journal.bytes(), StandardCharsets.UTF_8))
        .contains("purging", item("one").bodyHash())
        .doesNotContain("archive of");
    assertThat(Restore.open(outside.entries())).isEmpty();
  }

  @Test
  void aPurgeAfterADiscardThatFailedBringsNothingBack() {
    Outside outside = new Outside("one");
    outside.queue.deletionFails = id -> true;
    outside.discard(item("one"));
    outside.queue.deletionFails = id -> false;

    outside.discard(true, Effects.harmless(), item("one"));

    assertThat(Restore.open(outside.entries())).isEmpty();
  }

  @Test
  void whoAsksItToStopFindsEachMessageGoneAndArchivedOrUntouched() {
    String[] ids = IntStream.range(0, 60).mapToObj(i -> "m" + i).toArray(String[]::new);
    Outside outside = new Outside(ids);
    Discard.Item[] items = Stream.of(ids).map(DiscardTest::item).toArray(Discard.Item[]::new);

    Discard.Result result =
        outside.discard(
            false, Effects.harmless(), () -> outside.queue.ids().size() < ids.length, items);

    assertThat(result.deleted()).isNotEmpty();
    assertThat(result.left()).isNotEmpty().containsExactlyInAnyOrderElementsOf(outside.queue.ids());
    assertThat(result.deleted().size() + result.left().size()).isEqualTo(60);
    assertThat(outside.queue.depth().leased()).isZero();
    assertThat(Restore.open(outside.entries()).keySet())
        .containsExactlyInAnyOrderElementsOf(result.deleted());
  }

  private static int effects() {
    Effects whole = Effects.harmless();
    new Outside("one", "two").discard(false, whole, item("one"), item("two"));
    assertThat(whole.count()).isGreaterThan(4);
    return whole.count();
  }

  @Test
  void dyingAtAnyEffectLeavesEachMessageInTheQueueOrInTheArchive() {
    for (int k = 0; k < 2 * effects(); k++) {
      dieAndGoOn(List.of(Effects.death(k)));
    }
  }

  @Test
  void dyingAgainAnywhereLosesNothingEither() {
    int count = effects();
    for (int first = 0; first < 2 * count; first++) {
      for (int second = 0; second < 2 * count; second++) {
        dieAndGoOn(List.of(Effects.death(first), Effects.death(second)));
      }
    }
  }

  private static void dieAndGoOn(List<Effects> deaths) {
    Outside outside = new Outside("one", "two");
    for (Effects death : deaths) {
      Discard.Item[] items =
          outside.queue.ids().stream().map(DiscardTest::item).toArray(Discard.Item[]::new);
      if (Crash.of(() -> outside.discard(false, death, items))) {
        outside.queue.forgetLeases();
      }
      Map<String, Restore.Copy> open = Restore.open(outside.entries());
      for (String id : Set.of("one", "two")) {
        assertThat(outside.queue.has(id) || open.containsKey(id)).as("%s, %s", id, deaths).isTrue();
      }
    }
    for (String id : outside.queue.ids()) {
      assertThat(outside.discard(item(id)).deleted()).as("%s", deaths).containsExactly(id);
    }
    assertThat(outside.queue.ids()).as("%s", deaths).isEmpty();
    assertThat(Restore.open(outside.entries())).as("%s", deaths).containsOnlyKeys("one", "two");
  }
}

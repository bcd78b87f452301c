package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.archive.DirectoryVault;
import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.route.FileRoute;
import io.weir.replayer.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replayer that dies while it writes a file: a copy is whole or is written again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FileCrashTest {

  /** One letter of each kind that a rescue treats differently. */
  private static final List<String> WORTH =
      List.of("range", "mixed", "partial", "payload", "forged-stream");

  private static final int PAIRS = 200;

  @TempDir private Path temp;

  private int files;

  private World world(Path file) {
    World world = MixedQueue.world();
    world.route = effects -> route(file, effects);
    return world;
  }

  private static Route route(Path file, Effects effects) {
    try {
      String before = Files.exists(file) ? Files.readString(file) : "";
      boolean torn = !before.isEmpty() && !before.endsWith("\n");
      return new FileRoute(new CrashingDisk(file, 200, effects), torn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return temp.resolve("out-" + files++);
  }

  @Test
  void dyingBeforeOrAfterAnyEffectCopiesEveryRecordAndTakesNothingOutOfTheQueue() throws Exception {
    Effects whole = Effects.harmless();
    Set<String> copied = copied(whole);
    assertThat(copied)
        .contains("10", "13", "14", "18", "30", "32")
        .doesNotContain("20", "24", "40");
    assertThat(whole.seen()).contains("Disk.write", "Disk.force");
    for (int k = 0; k < 2 * whole.count(); k++) {
      dieAndGoOn(List.of(Effects.death(k)), copied);
    }
  }

  @Test
  void dyingTwiceCopiesEveryRecordAllTheSame() throws Exception {
    Effects whole = Effects.harmless();
    Set<String> copied = copied(whole);
    pairs(whole.count(), deaths -> dieAndGoOn(deaths, copied));
  }

  @Test
  void aRescueThatDiesTwiceIsFinishedByTheNextOne() throws Exception {
    Effects whole = Effects.harmless();
    rescue(MixedQueue.world(), temp.resolve("vault"), whole);
    pairs(whole.count(), deaths -> rescueAfter(deaths, temp.resolve("vault-" + files++)));
  }

  /** What a run copies that nothing interrupts. */
  private Set<String> copied(Effects whole) throws IOException {
    Path file = file();
    world(file).apply(MixedQueue.PLAN, whole);
    return numbers(file);
  }

  private interface Mortal {
    void dyingOf(List<Effects> deaths) throws Exception;
  }

  /** Random pairs of deaths. */
  private static void pairs(int effects, Mortal process) throws Exception {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PAIRS; i++) {
      List<Effects> deaths =
          List.of(Effects.anyDeath(random, effects), Effects.anyDeath(random, effects));
      try {
        process.dyingOf(deaths);
      } catch (AssertionError e) {
        throw new AssertionError("-Dweir.seed=" + seed + ", pair " + i, e);
      }
    }
  }

  private void dieAndGoOn(List<Effects> deaths, Set<String> expected) throws IOException {
    Path file = file();
    World world = world(file);
    List<String> before = world.queue.ids();
    deaths.forEach(death -> Crash.of(() -> world.apply(MixedQueue.PLAN, death)));
    world.apply(MixedQueue.PLAN, Effects.harmless());
    assertThat(numbers(file)).isEqualTo(expected);
    assertThat(lines(file).size())
        .isLessThanOrEqualTo((1 + deaths.size()) * expected.size() + deaths.size());
    assertThat(world.function.deliveries).isEmpty();
    // Only what was stored before any copy was made may go.
    List<String> after = new ArrayList<>(before);
    after.remove("stored");
    assertThat(world.queue.ids()).isEqualTo(after);
    assertThat(world.queue.deletedEarly).isEmpty();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).toList();
  }

  /** The records of all whole lines; one that a death has cut off is no JSON. */
  private static Set<String> numbers(Path file) throws IOException {
    Set<String> numbers = new HashSet<>();
    for (String line : lines(file)) {
      try {
        JsonNode record = new JsonMapper().readTree(line);
        byte[] data = Base64.getDecoder().decode(record.path("data").textValue());
        assertThat(Bytes.of(data).sha256()).isEqualTo(record.path("sha256").textValue());
        numbers.add(record.path("sequenceNumber").textValue());
      } catch (JsonProcessingException e) {
        assertThat(line).as("cut off").doesNotEndWith("}");
      }
    }
    return numbers;
  }

  @Test
  void aRescueThatDiesAnywhereIsFinishedByTheNextOne() throws Exception {
    Effects whole = Effects.harmless();
    rescue(MixedQueue.world(), temp.resolve("vault"), whole);
    assertThat(whole.seen()).contains("Vault.put", "StreamReader.read");
    for (int k = 0; k < 2 * whole.count(); k++) {
      rescueAfter(List.of(Effects.death(k)), temp.resolve("vault-" + files++));
    }
  }

  private static void rescueAfter(List<Effects> deaths, Path vault) throws Exception {
    World world = MixedQueue.world();
    deaths.forEach(death -> Crash.of(() -> rescue(world, vault, death)));
    rescue(world, vault, Effects.harmless());
    Set<RecoveredRecord> kept = new HashSet<>();
    for (Letter copy : FileQueue.of(vault).peek(100).letters()) {
      assertThat(new String(copy.body().toArray(), StandardCharsets.UTF_8))
          .isEqualTo(world.queue.body(copy.id()));
      kept.addAll(((ExportedLetter) copy.content()).records());
    }
    assertThat(kept).hasSize(9).isSubsetOf(world.waiting());

    Effects again = Effects.harmless();
    rescue(world, vault, again);
    assertThat(again.seen()).doesNotContain("Vault.put"); // what is there in part is read
  }

  private static void rescue(World world, Path vault, Effects effects) {
    List<Letter> letters = WORTH.stream().map(id -> world.recovery(id).letter()).toList();
    try {
      new Rescue(
              world.recoverer(effects),
              effects.around(Vault.class, new DirectoryVault(vault)),
              world::now)
          .run(letters, Optional.empty(), () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

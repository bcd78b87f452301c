package io.weir.replayer.archive;

import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.recover.HeldRecords;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Copies dead letters and their payloads into a vault, those that will be lost first at first. What
 * is whole in the vault already costs no call of the stream, so this may run every minute; being
 * killed at any moment costs nothing but the letter in hand. Of what is there in part, the stream
 * is asked again: it may have more than the copy.
 */
public final class Rescue {

  /** Few, because nothing of them is safe before all of them have been read. */
  private static final int AT_ONCE = 20;

  private final Recoverer recoverer;
  private final Vault vault;
  private final VaultCopies copies;
  private final InstantSource clock;

  public Rescue(Recoverer recoverer, Vault vault, InstantSource clock) {
    this.recoverer = recoverer;
    this.vault = vault;
    this.copies = new VaultCopies(vault);
    this.clock = clock;
  }

  /**
   * What became of the letters; the numbers add up to all of them.
   *
   * @param copied whole, in this run
   * @param copiedInPart in this run or an earlier one: the rest of its records is not available
   * @param before copied whole in an earlier run
   * @param lost the payload is gone
   * @param refused not read, because no operator vouched for what they name
   * @param unreadable could not be read now
   * @param malformed not understood; kept as they are
   * @param nextLoss when the first of those that are not in the vault will be lost
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // rescue's JSON
  public record Report(
      int copied,
      int copiedInPart,
      int before,
      int lost,
      int refused,
      int unreadable,
      int malformed,
      Optional<Instant> nextLoss) {

    /** Returns how many letters there were. */
    public int total() {
      return copied + copiedInPart + before + lost + refused + unreadable + malformed;
    }
  }

  /**
   * Copies what is not in the vault yet.
   *
   * @throws IOException if the vault does not take it
   * @throws InterruptedException if there is no reason to go on
   */
  public Report run(List<Letter> letters, Optional<Duration> queueRetention, Runnable progress)
      throws IOException, InterruptedException {
    Tally tally = new Tally();
    List<Letter> missing = new ArrayList<>();
    for (Letter letter : letters) {
      if (isKept(letter)) {
        tally.before++;
        progress.run();
      } else {
        missing.add(letter);
      }
    }
    missing.sort(Comparator.comparing(letter -> oldest(letter.content())));
    for (int from = 0; from < missing.size(); from += AT_ONCE) {
      List<Letter> some = missing.subList(from, Math.min(from + AT_ONCE, missing.size()));
      for (Recovery recovery : recoverer.recover(some, queueRetention, progress)) {
        tally.count(isKnown(recovery.verdict()) ? keep(recovery) : recovery);
      }
    }
    return tally.report();
  }

  /**
   * Tells whether the vault has all of a letter. What is no pointer is its own payload, so that its
   * copy need not be read; of a pointer's the records tell.
   */
  private boolean isKept(Letter letter) throws IOException {
    HeldRecords nothing = HeldRecords.of(letter.content(), List.of());
    return nothing.isWhole() ? vault.has(Vault.fileOf(letter)) : copies.held(letter).isWhole();
  }

  /** What could not be read now is tried again in the next run, so it must not look done. */
  private static boolean isKnown(RecoveryStatus verdict) {
    return !(verdict instanceof RecoveryStatus.Refused)
        && !(verdict instanceof RecoveryStatus.Unreadable);
  }

  /** Keeps what was read, and returns what is in the vault then: another run may have had more. */
  private Recovery keep(Recovery read) throws IOException {
    Letter letter = read.letter();
    HeldRecords before = copies.held(letter);
    HeldRecords all = HeldRecords.of(letter.content(), read.records()).and(before);
    boolean malformed = read.verdict() instanceof RecoveryStatus.Malformed; // and kept as it is
    if (malformed || all.isWhole() || !all.records().isEmpty()) {
      copies.keep(
          letter, before, all, new VaultCopies.CopyStatus(read.verdict().word(), clock.instant()));
    }
    return malformed || (all.records().isEmpty() && !all.isWhole())
        ? read
        : new Recovery(letter, all.verdict(), all.records(), read.expiry());
  }

  private static Instant oldest(DeadLetter content) {
    if (content instanceof Pointer pointer) {
      return pointer.range().firstArrival();
    }
    if (content instanceof ExportedLetter exported) {
      return oldest(exported.original());
    }
    return content instanceof ParkedRecord parked ? parked.parkedAt() : Instant.MAX;
  }

  private static final class Tally {
    private int copied;
    private int copiedInPart;
    private int before;
    private int lost;
    private int refused;
    private int unreadable;
    private int malformed;
    private Optional<Instant> nextLoss = Optional.empty();

    private void count(Recovery recovery) {
      RecoveryStatus verdict = recovery.verdict();
      if (verdict instanceof RecoveryStatus.Complete) {
        copied++;
      } else if (verdict instanceof RecoveryStatus.Partial) {
        copiedInPart++;
      } else if (verdict instanceof RecoveryStatus.Malformed) {
        malformed++;
      } else if (verdict instanceof RecoveryStatus.Refused) {
        refused++;
        atRisk(recovery);
      } else if (verdict instanceof RecoveryStatus.Unreadable) {
        unreadable++;
        atRisk(recovery);
      } else {
        lost++;
      }
    }

    private void atRisk(Recovery recovery) {
      nextLoss =
          recovery
              .expiry()
              .at()
              .filter(at -> nextLoss.isEmpty() || at.isBefore(nextLoss.get()))
              .or(() -> nextLoss);
    }

    private Report report() {
      return new Report(
          copied, copiedInPart, before, lost, refused, unreadable, malformed, nextLoss);
    }
  }
}

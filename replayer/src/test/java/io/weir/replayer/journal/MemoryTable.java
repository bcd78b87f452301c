package io.weir.replayer.journal;

import io.weir.replayer.journal.Journal.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table of a shared journal in memory. {@link SharedJournalContract} says what it must do. */
public final class MemoryTable implements SharedTable {

  private static final Duration CLAIM = Duration.ofMinutes(20);

  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Claimed> claims = new TreeMap<>();

  public MemoryTable(InstantSource clock) {
    this.clock = clock;
  }

  /** Who has claimed a record, until when, how often it was claimed, and how it was stored. */
  private record Claimed(String holder, Instant until, int fence, @Nullable Home home) {}

  private record Home(String payload, String detail) {}

  @Override
  public List<Entry> read() {
    return entries.stream()
        .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::run))
        .toList();
  }

  @Override
  public boolean write(List<? extends Entry> more, Map<String, Integer> fences) {
    for (Entry entry : more) {
      if (entry instanceof Entry.Settled settled && fences.containsKey(settled.record())) {
        Claimed claimed = claims.get(settled.record());
        if (claimed == null
            || !claimed.holder().equals(settled.run())
            || claimed.fence() != fences.getOrDefault(settled.record(), 0)) {
          return false;
        }
      }
    }
    more.forEach(entry -> write(entry, fences));
    return true;
  }

  private void write(Entry entry, Map<String, Integer> fences) {
    entries.add(entry);
    if (entry instanceof Entry.Settled settled
        && fences.containsKey(settled.record())
        && settled.outcome() == Outcome.CONFIRMED) {
      claims.computeIfPresent(
          settled.record(),
          (record, it) ->
              new Claimed(
                  it.holder(),
                  it.until(),
                  it.fence(),
                  new Home(settled.payload(), settled.detail())));
    }
  }

  @Override
  public Claim claim(String run, Wanted wanted, Map<String, Integer> fences) {
    String record = wanted.record();
    Claimed before = claims.get(record);
    Home home = before == null ? null : before.home();
    if (!wanted.despiteStored() && home != null && home.payload().equals(wanted.payload())) {
      return new Claim.Done(home.detail());
    }
    Instant now = clock.instant();
    if (before != null && !before.holder().equals(run) && !before.until().isBefore(now)) {
      return new Claim.Held(before.holder());
    }
    int fence = before == null ? 1 : before.fence() + 1;
    claims.put(record, new Claimed(run, now.plus(CLAIM), fence, home));
    fences.put(record, fence);
    return new Claim.Granted();
  }

  @Override
  public boolean release(String run, String record) {
    Claimed before = claims.get(record);
    if (before == null || !before.holder().equals(run)) {
      return false;
    }
    claims.put(record, new Claimed(run, Instant.EPOCH, before.fence(), before.home()));
    return true;
  }

  /** Everything of it that a process may see. */
  public String state() {
    return read() + " " + claims;
  }
}

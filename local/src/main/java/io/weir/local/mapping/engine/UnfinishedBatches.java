package io.weir.local.mapping.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unfinished parts of what was taken from the shard together, leftmost first.
 *
 * @param unfinished the first is the one at work; the others wait for it
 */
record UnfinishedBatches(List<Batch> unfinished, MappingSettings settings) {

  UnfinishedBatches {
    unfinished = List.copyOf(unfinished);
  }

  static UnfinishedBatches of(Batch batch, MappingSettings settings) {
    return new UnfinishedBatches(List.of(batch), settings);
  }

  Batch head() {
    return unfinished.get(0);
  }

  /** Returns how many records are unfinished: the rest, always a prefix, is done. */
  int remaining() {
    return unfinished.stream().mapToInt(Batch::size).sum();
  }

  /** Returns how many of the head's first records are past the age limit (ESM-23). */
  int expired(Instant now) {
    return settings
        .maximumRecordAge()
        .map(
            age ->
                (int)
                    head().records().stream()
                        .takeWhile(record -> record.isOlderThan(age, now))
                        .count())
        .orElse(0);
  }

  /** Returns when the head's first record is past the age limit; nothing without one. */
  Optional<Instant> expiry() {
    Instant arrived = head().records().get(0).arrivedAt();
    return settings.maximumRecordAge().map(age -> arrived.plus(age).plusMillis(1));
  }

  /** Takes the head's first records off; what is left of it is a new batch (ESM-14). */
  UnfinishedBatches finish(int count) {
    Batch head = head();
    return count == head.size()
        ? new UnfinishedBatches(unfinished.subList(1, unfinished.size()), settings)
        : replaceHead(head.part(count, head.size()));
  }

  /** Cuts the head in two halves, the smaller one left (ESM-17). */
  UnfinishedBatches split() {
    Batch head = head();
    int middle = head.size() / 2;
    List<Batch> parts = new ArrayList<>();
    parts.add(head.part(0, middle));
    parts.add(head.part(middle, head.size()));
    parts.addAll(unfinished.subList(1, unfinished.size()));
    return new UnfinishedBatches(parts, settings);
  }

  UnfinishedBatches replaceHead(Batch batch) {
    List<Batch> parts = new ArrayList<>(unfinished);
    parts.set(0, batch);
    return new UnfinishedBatches(parts, settings);
  }
}

package io.weir.local.testing;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** All that happened in one test, and how a failure message tells it. Safe for many threads. */
final class Trace {

  private static final int MOST_LINES = 60;

  private final List<PutRecord> records = new CopyOnWriteArrayList<>();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final List<DeadLetterPointer> pointers = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  void put(PutRecord record) {
    records.add(record);
  }

  void delivered(Delivery delivery) {
    deliveries.add(delivery);
  }

  void gaveUp(DeadLetterPointer pointer) {
    pointers.add(pointer);
  }

  void logged(String line) {
    log.add(line);
  }

  void warned(String line) {
    warnings.add(line);
  }

  List<PutRecord> records() {
    return List.copyOf(records);
  }

  List<Delivery> deliveries() {
    return deliveries.stream().sorted(Comparator.comparingInt(Delivery::number)).toList();
  }

  List<DeadLetterPointer> pointers() {
    return List.copyOf(pointers);
  }

  List<String> log() {
    return List.copyOf(log);
  }

  /** Tells everything, each part only if there is something to tell. */
  String describe() {
    Names names = new Names(records);
    StringBuilder text = new StringBuilder();
    append(text, "Records put", records, PutRecord::toString);
    append(text, "Invocations", deliveries(), delivery -> delivery.describe(names));
    append(text, "Pointers in the queue", pointers, pointer -> pointer.describe(names));
    append(text, "Warnings", warnings, line -> line);
    append(text, "The function's log", log, line -> line);
    return text.toString();
  }

  private static <T> void append(
      StringBuilder text, String title, List<T> entries, Function<T, String> describe) {
    text.append(title).append(entries.isEmpty() ? ": none\n" : ":\n");
    int hidden = Math.max(0, entries.size() - MOST_LINES);
    if (hidden > 0) {
      text.append("  (").append(hidden).append(" more before these)\n");
    }
    entries.stream()
        .skip(hidden)
        .forEach(entry -> text.append("  ").append(describe.apply(entry)).append('\n'));
  }
}

package io.weir.replayer.run;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A queue as SQS has them: leases that end, receipt handles that go stale, answers an entry each.
 */
final class FakeQueue implements LetterQueue {

  private static final int MOST = 10;

  private final InstantSource clock;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, Integer> receipts = new HashMap<>();
  private int sent;

  /** Is asked before a message goes; must not say no. */
  Predicate<String> mayGo = message -> true;

  /** Messages that a process tried to delete although they must stay. */
  final List<String> deletedEarly = new ArrayList<>();

  /** Says for a message whether its next deletion fails. */
  Predicate<String> deletionFails = message -> false;

  /** Says for a message whether its next deletion is confirmed and not made. */
  Predicate<String> deletionLies = message -> false;

  /** How many bytes a message may have. */
  int largest = 1 << 20;

  FakeQueue(InstantSource clock) {
    this.clock = clock;
  }

  /** A message with its present lease. */
  private record Message(String body, Attributes attributes, String receipt, Instant visibleAt) {

    Message leased(String by, Instant until) {
      return new Message(body, attributes, by, until);
    }
  }

  void put(String id, String body) {
    put(id, body, Attributes.NONE);
  }

  private void put(String id, String body, Attributes attributes) {
    messages.put(id, new Message(body, attributes, "", Instant.MIN));
  }

  /** How often a message has been received. */
  int receipts(String id) {
    return receipts.getOrDefault(id, 0);
  }

  boolean has(String id) {
    return messages.containsKey(id);
  }

  String body(String id) {
    return Objects.requireNonNull(messages.get(id)).body();
  }

  List<String> ids() {
    return List.copyOf(messages.keySet());
  }

  /** Everything of it that a process may see. */
  synchronized String state() {
    return messages + " " + new TreeMap<>(receipts) + " " + sent + " " + deletedEarly;
  }

  /** All leases have ended. */
  void forgetLeases() {
    messages.replaceAll((id, message) -> message.leased("", Instant.MIN));
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public synchronized Peek peek(int limit, BooleanSupplier stop) {
    List<Letter> seen = new ArrayList<>();
    int held = 0;
    for (Map.Entry<String, Message> entry : messages.entrySet()) {
      Message message = entry.getValue();
      if (message.visibleAt().isAfter(clock.instant())) {
        held++;
      } else if (seen.size() < limit && !stop.getAsBoolean()) {
        receipts.merge(entry.getKey(), 1, Integer::sum);
        seen.add(new Leased(entry.getKey(), "", message.body(), message.attributes()).toLetter());
      }
    }
    int visible = messages.size() - held;
    boolean whole = held == 0 && seen.size() == visible;
    return new Peek(seen, Optional.of((long) visible), held, Optional.empty(), whole);
  }

  @Override
  public synchronized List<Leased> lease(Duration time) {
    List<Leased> leased = new ArrayList<>();
    Instant now = clock.instant();
    for (Map.Entry<String, Message> entry : messages.entrySet()) {
      if (leased.size() < MOST && !entry.getValue().visibleAt().isAfter(now)) {
        String receipt = entry.getKey() + "#" + receipts.merge(entry.getKey(), 1, Integer::sum);
        Message message = entry.getValue();
        entry.setValue(message.leased(receipt, now.plus(time)));
        leased.add(new Leased(entry.getKey(), receipt, message.body(), message.attributes()));
      }
    }
    return leased;
  }

  @Override
  public synchronized Map<String, String> extend(Map<String, String> receipts, Duration time) {
    Map<String, String> failed = new HashMap<>();
    receipts.forEach(
        (id, receipt) -> {
          Message message = messages.get(id);
          if (message == null || !message.receipt().equals(receipt)) {
            failed.put(id, "ReceiptHandleIsInvalid");
          } else {
            messages.put(id, message.leased(receipt, clock.instant().plus(time)));
          }
        });
    return failed;
  }

  @Override
  public synchronized Map<String, String> delete(Map<String, String> receipts) {
    Map<String, String> failed = new HashMap<>();
    receipts.forEach(
        (id, receipt) -> {
          Message message = messages.get(id);
          boolean stale = message != null && !message.receipt().equals(receipt);
          if (stale || deletionFails.test(id)) {
            failed.put(id, "ReceiptHandleIsInvalid");
          } else {
            if (!mayGo.test(id)) {
              deletedEarly.add(id);
            }
            if (!deletionLies.test(id)) {
              messages.remove(id);
            }
          }
        });
    return failed;
  }

  @Override
  public synchronized String send(String body, Attributes attributes) {
    String id = "sent-" + sent++;
    put(id, body, attributes);
    return id;
  }

  @Override
  public int largestMessage() {
    return largest;
  }

  @Override
  public synchronized Depth depth() {
    Instant now = clock.instant();
    int leased = (int) messages.values().stream().filter(m -> m.visibleAt().isAfter(now)).count();
    return new Depth(messages.size() - leased, leased);
  }
}

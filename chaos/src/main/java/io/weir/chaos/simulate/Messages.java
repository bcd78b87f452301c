package io.weir.chaos.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** What the dead-letter queue holds: leases end, receipt handles go stale. */
final class Messages {

  private static final int MOST_BYTES = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofMinutes(4);

  private final World world;
  private final Watcher watcher;
  private final Map<String, Held> messages = new LinkedHashMap<>();
  private final Map<String, Held> away = new LinkedHashMap<>();
  private int limit = MOST_BYTES;
  private int numbers;
  private int ever;
  private boolean out;

  Messages(World world, Watcher watcher) {
    this.world = world;
    this.watcher = watcher;
  }

  /** Sees what comes and what goes. */
  interface Watcher {

    /** A message is in the queue. */
    void queued(String message, String body, Carried carried);

    /** A client deletes a message. */
    void deleting(String message);

    /** A message is gone. */
    void deleted(String message);
  }

  /** Returns the bodies, by message id. */
  Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    messages.forEach((id, held) -> bodies.put(id, held.body));
    return bodies;
  }

  /** Puts a message into the queue, as a destination does; a fault may copy it later. */
  String put(String body, Carried carried) {
    String id = add(body, carried);
    if (world.weather().strikes(Fault.LETTER_COPIED)) {
      later(Duration.ZERO, () -> copy(id, body, carried));
    }
    return id;
  }

  private void copy(String id, String body, Carried carried) {
    String copy = add(body, carried);
    world.note(() -> id + " is copied as " + copy);
  }

  /** Puts a message into the queue, and nothing more. */
  String add(String body, Carried carried) {
    String id = "m-%04d".formatted(++numbers);
    hold(id, new Held(body, carried, world.now()));
    world.note(() -> "the queue holds %s: %s".formatted(id, body));
    return id;
  }

  private void hold(String id, Held held) {
    ever++;
    messages.put(id, held);
    watcher.queued(id, held.body, held.carried);
  }

  private void later(Duration least, Runnable call) {
    world
        .time()
        .at(
            world.now().plus(world.between(least, LATE)),
            () -> {
              if (!world.weather().isCalm()) {
                call.run();
              }
            });
  }

  /** Limits messages to this many bytes. */
  void limit(int bytes) {
    limit = bytes;
  }

  int limit() {
    return limit;
  }

  /** The faults have stopped: messages that are to return are there. */
  void calm() {
    List.copyOf(away.keySet()).forEach(this::back);
  }

  private void back(String id) {
    Held held = away.remove(id);
    if (held != null) {
      world.note(() -> id + " is there again");
      held.receipt = "";
      held.visibleAt = world.now();
      hold(id, held);
    }
  }

  /** Removes a message, without a replayer. */
  void drop(String id) {
    if (messages.remove(id) != null) {
      watcher.deleted(id);
    }
  }

  /** Returns how many can be received now. */
  int visible() {
    return (int) messages.values().stream().filter(this::isVisible).count();
  }

  /** Makes the queue fail, or work again. */
  void out(boolean now) {
    world.note("the queue is " + (now ? "out of order" : "in order again"));
    out = now;
  }

  boolean isOut() {
    return out;
  }

  int size() {
    return messages.size();
  }

  /** Returns how many it ever held. */
  int ever() {
    return ever;
  }

  /** Hides messages for a time, and returns them. */
  List<Message> receive(int most, ReceiveMessageRequest asked) {
    List<Message> received = new ArrayList<>();
    boolean hidden = world.weather().strikes(Fault.HIDDEN_MESSAGES);
    messages.forEach(
        (id, held) -> {
          boolean seen = isVisible(held) && !(hidden && world.random().nextBoolean());
          if (seen && received.size() < most) {
            received.add(receive(id, held, asked));
          }
        });
    return received;
  }

  /** Hides the message that a handle names for another time; returns whether there is one. */
  boolean extend(String receipt, int seconds) {
    String id = named(receipt);
    Held held = id == null ? null : messages.get(id);
    if (held == null) {
      return false;
    }
    held.visibleAt = world.now().plusSeconds(seconds);
    return true;
  }

  private boolean isVisible(Held held) {
    return !held.visibleAt.isAfter(world.now());
  }

  private Message receive(String id, Held held, ReceiveMessageRequest asked) {
    held.receipt = id + "#" + ++numbers;
    KillableProcess process = world.time().current().process();
    if (process != null) {
      process.leased(id, world.now());
    }
    held.receives++;
    held.firstReceived = held.receives == 1 ? world.now() : held.firstReceived;
    if (!world.weather().strikes(Fault.DUPLICATE_DELIVERY)) {
      held.visibleAt = world.now().plusSeconds(asked.visibilityTimeout());
    }
    String by = world.time().current().name();
    world.note(() -> by + " receives " + id);
    return held.message(id, asked);
  }

  /** Returns the message that a receipt handle names; null if the handle is stale or none. */
  private @Nullable String named(String receipt) {
    int end = receipt.indexOf('#');
    Held held = messages.get(end < 0 ? "" : receipt.substring(0, end));
    return held != null && held.receipt.equals(receipt) ? receipt.substring(0, end) : null;
  }

  /** Deletes what a handle names; what is gone already is gone. */
  boolean delete(String receipt) {
    int end = receipt.indexOf('#');
    if (end > 0 && !messages.containsKey(receipt.substring(0, end))) {
      return true;
    }
    String id = named(receipt);
    Held held = id == null ? null : messages.get(id);
    if (id == null || held == null) {
      return false;
    }
    watcher.deleting(id);
    if (isStuck(id, held) || world.weather().strikes(Fault.DELETE_LOST)) {
      return true;
    }
    messages.remove(id);
    watcher.deleted(id);
    String by = world.time().current().name();
    world.note(() -> by + " deletes " + id);
    if (world.weather().strikes(Fault.MESSAGE_RETURNS)) {
      away.put(id, held);
      later(SOON, () -> back(id));
    }
    return true;
  }

  /** Tells whether a message only seems to be deleted, now and for some time. */
  private boolean isStuck(String id, Held held) {
    if (world.weather().isCalm()) {
      return false;
    }
    if (held.stuckUntil.isAfter(world.now())) {
      world.trouble();
      return true;
    }
    if (!world.weather().strikes(Fault.DELETION_LIES)) {
      return false;
    }
    held.stuckUntil = world.now().plus(world.between(SOON, LATE));
    world.note(() -> id + " cannot be deleted until " + held.stuckUntil);
    return true;
  }
}

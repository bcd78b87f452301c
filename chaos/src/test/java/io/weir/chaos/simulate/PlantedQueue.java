package io.weir.chaos.simulate;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A queue like another, but for what a bug changes. */
class PlantedQueue implements LetterQueue {
  private final LetterQueue queue;

  PlantedQueue(LetterQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return queue.name();
  }

  @Override
  public Peek peek(int limit, BooleanSupplier stop) {
    return queue.peek(limit, stop);
  }

  @Override
  public List<Leased> lease(Duration time) {
    return queue.lease(time);
  }

  @Override
  public Map<String, String> extend(Map<String, String> receipts, Duration time) {
    return queue.extend(receipts, time);
  }

  @Override
  public Map<String, String> delete(Map<String, String> receipts) {
    return queue.delete(receipts);
  }

  @Override
  public String send(String body, Attributes attributes) {
    return queue.send(body, attributes);
  }

  @Override
  public int largestMessage() {
    return queue.largestMessage();
  }

  @Override
  public Depth depth() {
    return queue.depth();
  }
}

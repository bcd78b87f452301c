package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.Truth.Violation;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.OnFailure.GivenUp;
import io.weir.replayer.aws.S3Location;
import io.weir.replayer.aws.S3Queue;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket as the mapping's destination: each object is the whole invocation. No redrive works on
 * it, so operators redrive what lies there by hand: from an export into the queue.
 */
final class BucketLetters implements OnFailure {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PREFIX = "aws/lambda/";
  private static final int EVERYTHING = 10_000;
  private static final int TRIES = 3;

  private final World world;
  private final Truth truth;
  private final Deliveries deliveries;
  private final Bucket bucket;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Integer> records = new HashMap<>();
  private int numbers;

  BucketLetters(World world, Truth truth, Deliveries deliveries) {
    this.deliveries = deliveries;
    this.world = world;
    this.truth = truth;
    this.bucket = new Bucket(world, (key, bytes) -> {});
  }

  @Override
  public void send(String pointer) {
    hold(pointer, pointer);
  }

  @Override
  public void send(GivenUp batch) {
    hold(batch.pointer(), batch.withPayload().get());
  }

  private void hold(String pointer, String invocation) {
    deliveries.givenUp(pointer);
    world.effect(
        "the destination",
        () -> {
          String key = PREFIX + "ours/%04d".formatted(++numbers);
          byte[] bytes = invocation.getBytes(StandardCharsets.UTF_8);
          bucket.hold(key, bytes);
          String id = "sha256:" + Spec.sha256(bytes);
          ids.put(key, id);
          records.put(id, carried(invocation));
          truth.queued(key, pointer, Carried.NOTHING);
          world.note(() -> "the bucket holds " + key + ": " + pointer);
          return true;
        });
  }

  private static int carried(String invocation) {
    try {
      JsonNode payload = JSON.readTree(invocation).path("payload");
      return JSON.readTree(payload.asText("{}")).path("Records").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings what lies there into the queue, and then takes it out. */
  void bringHome(Operator operator) {
    if (!bucket.keys().isEmpty()) {
      operator.run("bring back what is in the bucket", () -> bringBack(operator));
    }
  }

  /** Redrives everything, once the faults have stopped. */
  void empty(Operator operator) {
    int tries = TRIES + bucket.keys().size(); // each may have a limit of one letter
    for (int i = 0; i < tries && !bucket.keys().isEmpty(); i++) {
      bringHome(operator);
      world.pause(Tools.LEASE.plusSeconds(1));
    }
    if (!bucket.keys().isEmpty()) {
      truth.violation(new Violation("liveness", "the bucket is not empty", "the bucket"));
    }
  }

  private void bringBack(Operator operator)
      throws InterruptedException, QueueException, IOException {
    operator.readJournal(); // a team that has a newer version leaves this to it
    S3Location place = S3Location.parse("s3://" + Bucket.NAME + "/" + PREFIX).orElseThrow();
    Set<String> before = new HashSet<>(bucket.keys());
    Peek peek = new S3Queue(() -> bucket, place).peek(limit());
    List<Letter> letters =
        peek.letters().stream().filter(it -> !(it.content() instanceof UnreadableMessage)).toList();
    before.retainAll(bucket.keys());
    if (peek.whole() && letters.size() < distinct(before)) {
      String what = "%d of %d objects are seen".formatted(letters.size(), before.size());
      truth.violation(new Violation("bucket", what, operator.name()));
    }
    operator.dealsWith(letters.size());
    Tools tools = operator.discards().tools();
    for (ExaminedLetter examined : tools.examine(letters, Optional.empty())) {
      if (operator.habits().reading().bounds().records() >= Bounds.DEFAULT.records()) {
        wholeInvocation(examined);
      }
    }
    for (Letter letter : letters) {
      String body = new String(letter.body().toArray(), StandardCharsets.UTF_8);
      tools.queue(Queue.URL).send(body, Attributes.NONE);
      bucket.keys().stream().filter(key -> id(key).equals(letter.id())).forEach(this::takeOut);
    }
  }

  /** What an object carries needs no stream: all records of its batch are known from it. */
  private void wholeInvocation(ExaminedLetter examined) {
    Letter letter = examined.recovery().letter();
    int carried = records.getOrDefault(letter.id(), 0);
    int known = examined.recovery().records().size();
    if (carried > 0 && known != carried) {
      String what = "%d of %d records are known from the object".formatted(known, carried);
      truth.violation(new Violation("bucket", what, letter.id()));
    }
  }

  private int limit() {
    return world.random().nextInt(4) == 0 ? 1 + world.random().nextInt(3) : EVERYTHING;
  }

  private long distinct(Set<String> some) {
    return some.stream().map(this::id).distinct().count();
  }

  /** Returns the id by which the replayer knows an object's letter, as it reads it from a file. */
  private String id(String key) {
    return ids.getOrDefault(key, "");
  }

  private void takeOut(String key) {
    truth.deleting(key);
    bucket.remove(key);
    truth.deleted(key);
    world.note(key + " is taken out of the bucket");
  }
}

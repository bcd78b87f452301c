package io.weir.chaos.siege;

import io.weir.local.books.Hash;
import io.weir.local.books.Intrusions;
import io.weir.local.books.Ledger;
import io.weir.local.books.PlannedRecord;
import io.weir.local.books.Position;
import io.weir.local.books.QueueContents;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * An intruder with write access to table and queue: it deletes items, copies letters, and forges
 * them. It does not use the wire that fails, so it knows what it has done.
 *
 * <p>An item vanishes only while a letter for its record exists that no run has received yet: a
 * pointer that becomes visible after the item can be gone. So no run can have seen the item since
 * it received that letter, and the record must be stored again.
 */
final class Intruder {

  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int OUT_OF_SIGHT_SECONDS = 10;
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final int MOST_LOOKS = 25;
  private static final int LEAST = 3;
  private static final int MOST_ACTS = 60;
  private static final String KEY = "eventId";

  private final Ledger ledger;
  private final SplittableRandom random;
  private final Timing timing;
  private final Set<Position> vanished = new HashSet<>();
  private final Set<String> foreign = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  Intruder(Ledger ledger, SplittableRandom random, Timing timing) {
    this.ledger = ledger;
    this.random = random;
    this.timing = timing;
  }

  /** Returns what it has done so far. */
  synchronized Intrusions done() {
    return new Intrusions(vanished, foreign, counts);
  }

  /**
   * Works at random until it is over, and then until some items have vanished, if there are any.
   *
   * @param endpoint of the services, which may be down
   */
  void work(URI endpoint, BooleanSupplier over) throws InterruptedException {
    try (AwsClients clients = AwsClients.once(endpoint)) {
      for (int acts = 0; !over.getAsBoolean() || isEarly(acts); acts++) {
        timing.pause(BETWEEN);
        try {
          act(clients);
        } catch (SdkException e) {
          count("failed"); // the services are down; it knows what it has not done
        }
      }
    }
  }

  private synchronized boolean isEarly(int acts) {
    return vanished.size() < LEAST && acts < MOST_ACTS;
  }

  private void act(AwsClients clients) {
    Map<Position, Hash> acknowledged = ledger.acknowledged();
    if (acknowledged.isEmpty()) {
      return;
    }
    List<Position> all = new ArrayList<>(acknowledged.keySet());
    String url = clients.queueUrl();
    switch (random.nextInt(4)) {
      case 0 -> copy(clients.sqs(), url);
      case 1 -> forge(clients.sqs(), url, all);
      default -> takeAway(clients, url, all);
    }
  }

  private Forgery about(Position position) {
    PlannedRecord record =
        Optional.ofNullable(ledger.acknowledged().get(position))
            .flatMap(ledger::attempted)
            .orElseThrow();
    return new Forgery(position, record, timing.now());
  }

  private Position any(List<Position> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Deletes an item; until then a second pointer to its record is hidden. */
  private void takeAway(AwsClients clients, String url, List<Position> all) {
    Map<String, Forgery> some = new HashMap<>();
    for (int i = 0; i < MOST_LOOKS; i++) {
      Forgery about = about(any(all));
      if (!about.record().poison()) {
        some.put(about.key(), about);
      }
    }
    Optional<Forgery> stored = stored(clients.dynamoDb(), some);
    if (stored.isPresent()) {
      Instant begun = timing.now();
      clients
          .sqs()
          .sendMessage(
              it ->
                  it.queueUrl(url)
                      .messageBody(stored.get().pointer())
                      .delaySeconds(OUT_OF_SIGHT_SECONDS));
      if (timing.now().isBefore(begun.plus(SOON))) {
        took(stored.get().position());
        clients.dynamoDb().deleteItem(it -> it.tableName(Stack.TABLE).key(id(stored.get().key())));
      }
    }
  }

  /** Returns one of them whose item is there. */
  private static Optional<Forgery> stored(DynamoDbClient dynamoDb, Map<String, Forgery> some) {
    if (some.isEmpty()) {
      return Optional.empty();
    }
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(some.keySet().stream().map(Intruder::id).toList())
            .consistentRead(true)
            .projectionExpression(KEY)
            .build();
    return dynamoDb
        .batchGetItem(it -> it.requestItems(Map.of(Stack.TABLE, keys)))
        .responses()
        .getOrDefault(Stack.TABLE, List.of())
        .stream()
        .map(item -> some.get(item.getOrDefault(KEY, AttributeValue.fromS("")).s()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Map<String, AttributeValue> id(String key) {
    return Map.of(KEY, AttributeValue.fromS(key));
  }

  /** A deletion is noted before it is made: the record must be stored in the end in any case. */
  private synchronized void took(Position position) {
    vanished.add(position);
    count("vanished");
  }

  /** Sends a letter again, under another message id. */
  private void copy(SqsClient sqs, String url) {
    List<Message> letters =
        sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(1).messageAttributeNames("All"))
            .messages();
    for (Message letter : letters) {
      if (!letter.messageAttributes().containsKey(QueueContents.MARK)) {
        send(sqs, url, letter.body());
        count("copied");
      }
    }
  }

  private void forge(SqsClient sqs, String url, List<Position> all) {
    Forgery about = about(any(all));
    switch (random.nextInt(5)) {
      case 0 -> send(sqs, url, about.withPayload());
      case 1 -> send(sqs, url, about.exported());
      case 2 -> send(sqs, url, about.ofAnotherRange(1 + random.nextInt(MOST_LOOKS)));
      case 3 -> keep(send(sqs, url, about.ofAnotherStream()));
      default -> keep(send(sqs, url, about.ofAnotherFunction()));
    }
    count("forged");
  }

  private static String send(SqsClient sqs, String url, String body) {
    MessageAttributeValue mark =
        MessageAttributeValue.builder().dataType("String").stringValue("no letter").build();
    return sqs.sendMessage(
            it ->
                it.queueUrl(url)
                    .messageBody(body)
                    .messageAttributes(Map.of(QueueContents.MARK, mark)))
        .messageId();
  }

  private synchronized void keep(String id) {
    foreign.add(id);
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}

package io.weir.local.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the dead-letter queue holds, leased messages included.
 *
 * @param pointers ranges of shards that the mapping gave up, by where they begin
 * @param parked the bytes' hash of each record that the function sent itself
 * @param unknown ids of messages that are neither
 * @param marked ids of messages that an intruder sent: they stand for no record
 * @param messages how many there are
 */
public record QueueContents(
    NavigableMap<Position, List<Range>> pointers,
    Map<Position, Hash> parked,
    List<String> unknown,
    Set<String> marked,
    int messages) {

  /** A part of a shard, both ends included. */
  public record Range(Position from, Position to) {}

  /** The message attribute of a message that stands for no record. */
  public static final String MARK = "siege";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int HIDE_SECONDS = 900;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS = 300;

  /**
   * Receives every message without deleting any, and gives all of them back.
   *
   * @throws IllegalStateException if some stay hidden, although no process is left to hold them
   */
  public static QueueContents read(SqsClient sqs, String url, Pause pause)
      throws InterruptedException {
    Map<String, Message> received = new HashMap<>();
    int looks = 0;
    takeAll(sqs, url, received);
    while (received.size() < depth(sqs, url)) {
      if (looks++ > LOOKS) {
        throw new IllegalStateException(
            "of %d messages only %d can be seen".formatted(depth(sqs, url), received.size()));
      }
      pause.of(LOOK);
      takeAll(sqs, url, received);
    }
    giveBack(sqs, url, received);
    return of(received);
  }

  /** Returns how many messages there are, hidden ones included. */
  public static int depth(SqsClient sqs, String url) {
    return sqs
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Returns how many messages of the mapping there are. */
  public int pointerCount() {
    return pointers.values().stream().mapToInt(List::size).sum();
  }

  /** Returns how many messages of the function there are: a record can be parked twice. */
  public int parkedCount() {
    return messages - pointerCount() - unknown.size() - marked.size();
  }

  /** Says whether a record is there, its bytes included, or pointed at. */
  public boolean holds(Position position, Hash hash) {
    return hash.equals(parked.get(position))
        || pointers.headMap(position, true).values().stream()
            .flatMap(List::stream)
            .anyMatch(
                range ->
                    range.from().shardId().equals(position.shardId())
                        && position.compareTo(range.to()) <= 0);
  }

  private static QueueContents of(Map<String, Message> received) {
    NavigableMap<Position, List<Range>> pointers = new TreeMap<>();
    Map<Position, Hash> parked = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    Set<String> marked = new HashSet<>();
    for (Message message : received.values()) {
      JsonNode body = parse(message.body());
      JsonNode batch = body.path("KinesisBatchInfo");
      JsonNode record = body.path("record");
      if (message.messageAttributes().containsKey(MARK)) {
        marked.add(message.messageId());
      } else if (batch.isObject()) {
        Range range =
            new Range(position(batch, "startSequenceNumber"), position(batch, "endSequenceNumber"));
        pointers.computeIfAbsent(range.from(), from -> new ArrayList<>()).add(range);
      } else if (body.path("weir").asText().equals("parked-record")) {
        byte[] data = Base64.getDecoder().decode(record.path("data").asText());
        parked.put(position(record, "sequenceNumber"), Hash.of(data));
      } else {
        unknown.add(message.messageId());
      }
    }
    return new QueueContents(pointers, parked, unknown, marked, received.size());
  }

  private static Position position(JsonNode node, String number) {
    return Position.of(node.path("shardId").asText(), node.path(number).asText());
  }

  /** Receives all that is in sight. */
  private static void takeAll(SqsClient sqs, String url, Map<String, Message> received) {
    List<Message> messages;
    do {
      messages =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(url)
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(HIDE_SECONDS)
                          .messageAttributeNames("All"))
              .messages();
      messages.forEach(message -> received.put(message.messageId(), message));
    } while (!messages.isEmpty());
  }

  private static void giveBack(SqsClient sqs, String url, Map<String, Message> received) {
    for (Message message : received.values()) {
      sqs.changeMessageVisibility(
          request ->
              request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // no JSON is one way of being unknown
    }
  }
}

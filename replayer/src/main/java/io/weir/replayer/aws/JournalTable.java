package io.weir.replayer.aws;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.EntryCodec;
import io.weir.replayer.journal.JournalException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A queue's entries as items of a table with the keys {@code pk} and {@code sk}.
 *
 * <p>An item has at most 400 KB (DDB-20), and a discarded message with the payloads of a whole
 * range may have more. What does not fit is written in parts, and the entry that names them after
 * them: parts without an entry, of a run that was killed in between, say nothing.
 *
 * @param queue the partition: all entries of one queue
 */
record JournalTable(DynamoDbClient dynamoDb, String table, String queue) {

  /** Leaves room for the keys. */
  private static final int MOST_BYTES = 380_000;

  private static final String PK = "pk";
  private static final String SK = "sk";
  private static final String ENTRY = "entry#";
  private static final String PART = "part#";
  private static final String TEXT = "entry";
  private static final String PARTS = "parts";
  private static final String BYTES = "bytes";
  private static final String FORM = "form";
  private static final String MARK = ENTRY + "0000000000000#form";
  private static final AttributeValue THIS_FORM = AttributeValue.fromN("2");

  /** Hands on all entries, oldest first. */
  void read(Consumer<? super Entry> reader) {
    for (Map<String, AttributeValue> item : items(ENTRY)) {
      if (item.containsKey(FORM)) {
        checkForm(item);
      } else {
        reader.accept(entry(item));
      }
    }
  }

  /**
   * Leaves the mark of this form, before anything else of this form is written. Version 0.1.0 finds
   * it among the entries, does not understand it, and refuses the journal.
   *
   * @throws JournalException if a newer version has left another one
   */
  void mark() {
    Map<String, AttributeValue> mark =
        Map.of(
            PK,
            AttributeValue.fromS(queue),
            SK,
            AttributeValue.fromS(MARK),
            TEXT,
            AttributeValue.fromS("{\"effect\":\"form\",\"form\":2}"),
            FORM,
            THIS_FORM);
    try {
      dynamoDb.putItem(
          it ->
              it.tableName(table)
                  .item(mark)
                  .conditionExpression("attribute_not_exists(pk)")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
    } catch (ConditionalCheckFailedException e) {
      checkForm(e.item());
    }
  }

  private void checkForm(Map<String, AttributeValue> mark) {
    if (!THIS_FORM.equals(mark.get(FORM))) {
      throw newer();
    }
  }

  private JournalException newer() {
    return new JournalException(
        "the table "
            + table
            + " holds an entry that was made by a newer version of the replayer:"
            + " use that version");
  }

  private Iterable<Map<String, AttributeValue>> items(String prefix) {
    return dynamoDb
        .queryPaginator(
            it ->
                it.tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :queue AND begins_with(sk, :prefix)")
                    .expressionAttributeValues(
                        Map.of(
                            ":queue", AttributeValue.fromS(queue),
                            ":prefix", AttributeValue.fromS(prefix))))
        .items();
  }

  private Entry entry(Map<String, AttributeValue> item) {
    AttributeValue parts = item.get(PARTS);
    AttributeValue text = item.get(TEXT);
    String json = text == null ? "" : text.s();
    if (parts != null) {
      String place = String.valueOf(item.getOrDefault(SK, AttributeValue.fromS("")).s());
      json = joined(place.substring(ENTRY.length()), Integer.parseInt(parts.n()));
    }
    return EntryCodec.entry(json).orElseThrow(this::newer);
  }

  private String joined(String place, int expected) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int found = 0;
    for (Map<String, AttributeValue> part : items(PART + place + "#")) {
      AttributeValue some = part.get(BYTES);
      bytes.writeBytes(some == null ? new byte[0] : some.b().asByteArrayUnsafe());
      found++;
    }
    if (found != expected) {
      throw new JournalException(
          "the table %s has %d of %d parts of an entry".formatted(table, found, expected));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * An entry as an item, its parts written.
   *
   * @param item what is still to be written
   * @param bytes what it weighs, about
   */
  record Prepared(Map<String, AttributeValue> item, int bytes) {}

  /**
   * Prepares an entry's item, and writes its parts if it needs any.
   *
   * @param number tells it from the run's other entries of the same time
   */
  Prepared prepare(Entry entry, long number) {
    String place = "%013d#%s#%09d".formatted(entry.at().toEpochMilli(), entry.run(), number);
    String json = EntryCodec.json(entry);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return new Prepared(item(ENTRY + place, TEXT, AttributeValue.fromS(json)), bytes.length);
    }
    int parts = 0;
    for (int from = 0; from < bytes.length; from += MOST_BYTES) {
      byte[] some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + MOST_BYTES));
      AttributeValue value = AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(some));
      String key = PART + place + "#%05d".formatted(parts++);
      dynamoDb.putItem(it -> it.tableName(table).item(item(key, BYTES, value)));
    }
    AttributeValue count = AttributeValue.fromN(String.valueOf(parts));
    return new Prepared(item(ENTRY + place, PARTS, count), 0);
  }

  private Map<String, AttributeValue> item(String key, String name, AttributeValue value) {
    return Map.of(PK, AttributeValue.fromS(queue), SK, AttributeValue.fromS(key), name, value);
  }
}

package io.weir.chaos.simulate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can go wrong. Each seed turns on some of them, each at a rate of its own. */
enum Fault {
  /** A put is turned away as a whole. */
  PUT_THROTTLED("put-throttled", 0.15),
  /** Some entries of a put fail. */
  PUT_PARTIAL("put-partial", 0.25),
  /** A put is done, and its answer is lost. */
  PUT_AMBIGUOUS("put-ambiguous", 0.1),
  /** Reading the stream is turned away. */
  READ_THROTTLED("read-throttled", 0.2),
  /** A page has nothing although more follows. */
  PAGE_EMPTY("page-empty", 0.3),
  /** A page has less than it could. */
  PAGE_SHORT("page-short", 0.4),
  /** An iterator is too old. */
  ITERATOR_EXPIRED("iterator-expired", 0.1),
  /** A shard is split, or two are merged. */
  RESHARD("reshard", 1),
  /** So much time goes by that the stream forgets. */
  RETENTION_EXPIRY("retention-expiry", 1),
  /** An invocation ends in the middle. */
  FUNCTION_CRASH("function-crash", 0.05),
  /** An invocation hangs until it is cut off. */
  FUNCTION_TIMEOUT("function-timeout", 0.04),
  /** The function's answer does not arrive. */
  RESPONSE_LOST("response-lost", 0.1),
  /** Lambda turns an invocation away. */
  INVOKE_THROTTLED("invoke-throttled", 0.2),
  /** The mapping delivers a finished batch again. */
  REDELIVERY("redelivery", 1),
  /** The mapping ends between two of its steps. */
  MAPPING_CRASH("mapping-crash", 0.02),
  /** The table turns calls or statements away. */
  TABLE_THROTTLED("table-throttled", 0.2),
  /** The table fails with an error of its own. */
  TABLE_ERROR("table-error", 0.1),
  /** The table does it, and its answer is lost. */
  TABLE_ANSWER_LOST("table-answer-lost", 0.1),
  /** The table fails for minutes. */
  TABLE_OUTAGE("table-outage", 1),
  /** Keys of a read stay unprocessed. */
  UNPROCESSED_ITEMS("unprocessed-items", 0.2),
  /** The queue fails for minutes, except for Lambda's own destination. */
  QUEUE_OUTAGE("queue-outage", 1),
  /** The queue turns a call away. */
  QUEUE_THROTTLED("queue-throttled", 0.1),
  /** Some entries of a batch call fail. */
  QUEUE_PARTIAL("queue-partial", 0.2),
  /** A message is delivered to two at once. */
  DUPLICATE_DELIVERY("duplicate-delivery", 0.1),
  /** A receive finds less than there is. */
  HIDDEN_MESSAGES("hidden-messages", 0.3),
  /** A deletion is confirmed, and the message comes back. */
  DELETE_LOST("delete-lost", 0.5),
  /** The queue does it, and its answer is lost. */
  QUEUE_ANSWER_LOST("queue-answer-lost", 0.05),
  /** The destination takes no pointers for a while. */
  DESTINATION_DENIED("destination-denied", 1),
  /** A replayer ends at an effect. */
  REPLAYER_CRASH("replayer-crash", 0.03),
  /** A replayer ends while it writes into its journal, and half a line is there. */
  JOURNAL_TORN("journal-torn", 0.05),
  /** A machine's clock is wrong. */
  CLOCK_JUMP("clock-jump", 0.5),
  /** Credentials are no longer good. */
  CREDENTIALS_EXPIRED("credentials-expired", 0.03),
  /** The function's answer is not what Lambda asked for. */
  NONSENSE_ANSWER("nonsense-answer", 0.1),
  /** A call is refused, for any reason that a client can be given. */
  CALL_REFUSED("call-refused", 0.1),
  /** One entry of a batch is refused, for any reason that there is. */
  STATEMENT_REFUSED("statement-refused", 0.1),
  /** An answer to a batch lacks entries. */
  ANSWER_INCOMPLETE("answer-incomplete", 0.1),
  /** A call of the table or a parking takes seconds, or until the client gives it up. */
  SLOW_CALL("slow-call", 0.2),

  // What follows is drawn from a generator of its own, so that it leaves a seed's other faults as
  // they were.

  /** An item of the table is gone: by a time to live, or deleted by a person. */
  ITEM_VANISHED("item-vanished", 0.03),
  /** A backup takes the table's place. */
  TABLE_RESTORED("table-restored", 1),
  /** A letter comes a second time, under another message id. */
  LETTER_COPIED("letter-copied", 0.3),
  /** An intruder writes forged letters into the queue. */
  LETTER_FORGED("letter-forged", 1),
  /** A deletion is confirmed, and the message stays for minutes, however often it is deleted. */
  DELETION_LIES("deletion-lies", 0.4),
  /** A message is gone, and is there again minutes later. */
  MESSAGE_RETURNS("message-returns", 0.4),
  /** The queue takes only small messages. */
  QUEUE_SMALL("queue-small", 1),
  /** A transaction of the team's journal is cancelled for a reason that passes. */
  TRANSACTION_CANCELLED("transaction-cancelled", 0.2),
  /** A plan waits for a day before it is applied. */
  PLAN_WAITS("plan-waits", 1),
  /** A plan is edited, and its digest recomputed. */
  PLAN_EDITED("plan-edited", 0.7),
  /** A producer puts an event once more, under another partition key. */
  ID_UNDER_TWO_KEYS("id-under-two-keys", 0.1),
  /** A producer writes an event once more, in other words. */
  TWO_SPELLINGS("two-spellings", 0.1),
  /** The operators do not all do the same (see {@link Habits}). */
  HABITS("habits", 1),
  /** An operator changes the mapping's settings, wrongly at times. */
  MAPPING_CHANGED("mapping-changed", 1),
  /** The function's machine stands still for seconds while it reads a record. */
  FUNCTION_STALLS("function-stalls", 0.02),
  /** The team's journal turns a call away that may be made again. */
  JOURNAL_THROTTLED("journal-throttled", 0.3),
  /** The team's journal does it, and its answer is lost. */
  JOURNAL_ANSWER_LOST("journal-answer-lost", 0.1),
  /** The team's journal fails for minutes. */
  JOURNAL_OUTAGE("journal-outage", 1),
  /** The team's journal refuses a call, for any reason that a client can be given. */
  JOURNAL_REFUSED("journal-refused", 0.1),
  /** Other versions of the replayer write into the team's journal. */
  JOURNAL_SHARED("journal-shared", 1),
  /** Questions about the account, above all about its mappings, are refused. */
  LISTING_REFUSED("listing-refused", 0.2),
  /** Other programs and services write into the queue. */
  LETTER_FOREIGN("letter-foreign", 1),
  /** Letters come that were broken on their way, or belong to another pipeline. */
  LETTER_MALFORMED("letter-malformed", 1),
  /** A pointer comes in another form: through a topic, of an alias, of a consumer. */
  POINTER_VARIES("pointer-varies", 1),
  /** Other consumers read the stream so much that the replayer cannot, for minutes. */
  STREAM_BUSY("stream-busy", 1),
  /** The stream does not say how long it keeps records. */
  RETENTION_UNKNOWN("retention-unknown", 1),
  /** Kinesis answers in several ways about numbers that it has trimmed. */
  TRIMMED_START("trimmed-start", 1),
  /** A journal lies on a real disk, and something is in it already. */
  JOURNAL_FILE("journal-file", 1),
  /** The mapping's destination is a bucket. */
  BUCKET_DESTINATION("bucket-destination", 1),
  /** Copies lie in a bucket; a bucket refuses a call, or its answer is lost. */
  BUCKET_TROUBLE("bucket-trouble", 0.1),
  /** Producers damage payloads in several ways, and operators type filters against each. */
  REPAIRS("repairs", 1),
  /** A plan's file is cut off, edited or put into another form before it is applied. */
  PLAN_DAMAGED("plan-damaged", 0.7);

  private static final Set<Fault> SPARING =
      EnumSet.of(
          PUT_THROTTLED,
          PUT_PARTIAL,
          PUT_AMBIGUOUS,
          PAGE_EMPTY,
          ITERATOR_EXPIRED,
          RETENTION_EXPIRY,
          DUPLICATE_DELIVERY,
          HIDDEN_MESSAGES,
          DELETE_LOST,
          DESTINATION_DENIED,
          REPLAYER_CRASH,
          JOURNAL_TORN,
          CLOCK_JUMP,
          LETTER_COPIED,
          LETTER_FORGED,
          DELETION_LIES,
          MESSAGE_RETURNS,
          TRANSACTION_CANCELLED,
          PLAN_WAITS,
          PLAN_EDITED,
          ID_UNDER_TWO_KEYS,
          TWO_SPELLINGS,
          HABITS,
          JOURNAL_THROTTLED,
          JOURNAL_ANSWER_LOST,
          JOURNAL_OUTAGE,
          JOURNAL_REFUSED,
          JOURNAL_SHARED,
          LISTING_REFUSED,
          LETTER_FOREIGN,
          LETTER_MALFORMED,
          POINTER_VARIES,
          STREAM_BUSY,
          RETENTION_UNKNOWN,
          TRIMMED_START,
          JOURNAL_FILE,
          BUCKET_DESTINATION,
          BUCKET_TROUBLE,
          REPAIRS,
          PLAN_DAMAGED);

  private final String label;
  private final double most;

  Fault(String label, double most) {
    this.label = label;
    this.most = most;
  }

  /** Returns its stable name. */
  String label() {
    return label;
  }

  /** Tells whether it may delay a record on its way into the table for the first time. */
  boolean delays() {
    return !SPARING.contains(this);
  }

  /** Tells whether it is drawn from a generator of its own. */
  boolean isApart() {
    return compareTo(ITEM_VANISHED) >= 0;
  }

  /** Returns the highest rate at which it strikes. */
  double most() {
    return most;
  }

  static Optional<Fault> of(String label) {
    return Arrays.stream(values()).filter(fault -> fault.label.equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Fault::label).toList();
  }
}

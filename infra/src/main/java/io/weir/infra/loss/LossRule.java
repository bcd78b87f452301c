package io.weir.infra.loss;

import java.util.Locale;

/** One way for a template to lose a record, and what to write instead. */
public enum LossRule {
  /** One poison record would hold its shard up for as long as the stream keeps it. */
  ENDLESS_RETRIES(
      "It retries without a limit, so that records behind a poison one expire unseen.",
      "Set MaximumRetryAttempts from 0 to 10000."),
  /** Records would expire in the stream, which writes no dead letter. */
  ENDLESS_AGE(
      "It has no record age, so that records expire in the stream, which leaves no dead letter.",
      "Set MaximumRecordAgeInSeconds from 60 to 604800."),
  /** What is given up would be gone. */
  NO_DESTINATION(
      "What it gives up goes nowhere.",
      "Set DestinationConfig.OnFailure.Destination to a queue or a bucket."),
  /** The function's list of failed records would be ignored (ESM-46). */
  NO_REPORT(
      "It ignores which records the function reports as failed, and counts them as done.",
      "Add ReportBatchItemFailures to FunctionResponseTypes."),
  /** One poison record would take its whole batch along. */
  NO_BISECT(
      "One poison record takes its whole batch along.",
      "Set BisectBatchOnFunctionError, or a BatchSize of 1."),
  /** Records that are put while the mapping is made would be skipped (ESM-7). */
  STARTS_LATE(
      "It skips records that are in the stream before it starts.",
      "Set StartingPosition to TRIM_HORIZON."),
  /** A filtered record counts as done and leaves no trace. */
  FILTERED(
      "A record that its filter does not match counts as done and leaves no trace.",
      "Remove FilterCriteria; let the function decide."),
  /** Records would expire, and no alarm on their age would see it. */
  SWITCHED_OFF(
      "It is off: records expire, and there is no iterator age to alarm on.", "Remove Enabled."),
  /** A window's state is not in the function's answer. */
  WINDOWED(
      "It hands over windows, whose state the function does not return.",
      "Remove TumblingWindowInSeconds."),
  /** A pointer would outlive its record. */
  STREAM_TOO_SHORT(
      "The stream forgets a record while a dead letter can still point to it.",
      "Make the stream's retention at least MaximumRecordAgeInSeconds plus the queue's retention"
          + " plus an hour (for a bucket: plus 12 hours)."),
  /** The inequality above cannot be judged. */
  STREAM_UNKNOWN(
      "Its stream or its destination is not in this template, so it is not known whether dead"
          + " letters outlive their records.",
      "Define both in the same stack."),
  /** Lambda would drop the dead letter, and not try again (ESM-33, ESM-61). */
  DESTINATION_REFUSES(
      "The function's role may not write to its destination: dead letters are dropped.",
      "Allow the role of the function sqs:SendMessage on the queue, or s3:PutObject on the bucket."),
  /** Lambda could not read, or its dead letter would be dropped, and not tried again (ESM-33). */
  KEY_REFUSES(
      "The function's role may not use the key of its stream or its queue: nothing is read, or dead"
          + " letters are dropped.",
      "Allow the role of the function kms:Decrypt and kms:GenerateDataKey on the key."),
  /** At a low load every record would be given up before it is tried. */
  AGE_BELOW_WINDOW(
      "A record may wait longer for its batch to fill up than it may become old.",
      "Set MaximumRecordAgeInSeconds to at least twice MaximumBatchingWindowInSeconds."),
  /** Lambda refuses to send to it, or sends in vain. */
  FIFO_DESTINATION(
      "Lambda cannot deliver the dead letters of a stream to a FIFO queue.",
      "Use a standard queue."),
  /** Looking would take messages away. */
  DEAD_LETTERS_MOVE(
      "Its redrive policy takes a dead letter away after it was looked at often enough.",
      "Remove RedrivePolicy."),
  /** A message would expire while a consumer holds it. */
  HIDDEN_TOO_LONG(
      "A received dead letter is hidden for more than half of its life, and can expire unseen.",
      "Set VisibilityTimeout to at most half of MessageRetentionPeriod."),
  /** The bucket would delete dead letters by itself. */
  DEAD_LETTERS_EXPIRE(
      "Its lifecycle deletes dead letters that are not settled.",
      "Remove the rule that expires objects."),
  /** Items would go, and with them the memory of which events were stored. */
  ITEMS_EXPIRE(
      "Its items expire, and an event that comes again is then stored again.",
      "Remove TimeToLiveSpecification."),
  /** A change that replaces the resource would delete its records. */
  LOST_BY_REPLACEMENT(
      "A change that replaces it deletes its records.", "Set UpdateReplacePolicy to Retain."),
  /** Removing the stack would delete the records. */
  LOST_WITH_THE_STACK(
      "It goes with its stack, records and all.",
      "Set DeletionPolicy to RetainExceptOnCreate or Retain.");

  private final String loss;
  private final String fix;

  LossRule(String loss, String fix) {
    this.loss = loss;
    this.fix = fix;
  }

  /** Returns its stable name in reports, such as {@code weir-no-destination}. */
  public String id() {
    return "weir-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what would be lost, and how. */
  public String loss() {
    return loss;
  }

  /** Returns what to write instead. */
  public String fix() {
    return fix;
  }
}

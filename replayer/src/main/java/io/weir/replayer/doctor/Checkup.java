package io.weir.replayer.doctor;

import io.weir.replayer.doctor.Probes.QueueFacts;
import io.weir.replayer.terminal.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks. Most losses are decided before the incident, by a setting that was not checked. */
public final class Checkup {

  private static final Duration LONGEST_QUEUE = Duration.ofDays(14);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** Lambda sends with the function's role, whose policy only IAM can judge. */
  private static final String UNTRIED =
      "whether the function's role may write there is not checked";

  private Checkup() {}

  /**
   * Checks one mapping.
   *
   * @param streamRetention how long the stream keeps a record, if that is known
   */
  public static List<Finding> mapping(MappingFacts mapping, Optional<Duration> streamRetention) {
    List<Finding> findings = new ArrayList<>();
    findings.add(state(mapping));
    findings.add(destination(mapping));
    findings.add(retries(mapping, streamRetention));
    findings.add(
        mapping.reports()
            ? Finding.ok("report failures", "the function's list of failed records is read")
            : Finding.warn(
                "report failures",
                "what a function reports, as Weir's does, counts as done and is lost (ESM-46);"
                    + " one that throws fails its whole batch",
                "set FunctionResponseTypes to ReportBatchItemFailures if the function reports"));
    findings.add(
        mapping.bisect()
            ? Finding.ok("bisect", "a failed batch is cut in two until the bad record is alone")
            : Finding.warn(
                "bisect",
                "a failed batch is given up whole, good records included (ESM-45)",
                "set BisectBatchOnFunctionError"));
    findings.add(
        mapping.lanes() == 1
            ? Finding.ok("lanes", "a pointer's range is its batch")
            : Finding.warn(
                "lanes",
                "with " + mapping.lanes() + " lanes a pointer's range holds other lanes' records",
                "redrive only through an idempotent function, as Weir's is"));
    if (mapping.filtered()) {
      findings.add(
          Finding.warn(
              "filter",
              "a pointer's range holds records that the filter left out",
              "redrive only to a function that can bear them"));
    }
    return findings;
  }

  private static Finding state(MappingFacts mapping) {
    if (!mapping.state().equals("Enabled")) {
      return Finding.warn(
          "state",
          "the mapping is " + mapping.state() + ": nothing is processed",
          "enable it, or records leave the stream unread");
    }
    return mapping.lastResult().startsWith("PROBLEM")
        ? Finding.warn("state", mapping.lastResult(), "fix what Lambda complains about")
        : Finding.ok("state", "enabled");
  }

  private static Finding destination(MappingFacts mapping) {
    if (mapping.destination().isEmpty()) {
      return Finding.fail(
          "destination",
          "what the function cannot process is dropped without a trace",
          "set DestinationConfig.OnFailure to a queue");
    }
    String arn = mapping.destination().get();
    if (mapping.keepsPayloads()) {
      return Finding.ok(
          "destination", arn + ", with payloads: read it with --from s3://; " + UNTRIED);
    }
    return arn.contains(":sqs:")
        ? Finding.ok("destination", arn + "; " + UNTRIED)
        : Finding.warn(
            "destination",
            arn + " is no queue: this tool cannot look at it",
            "subscribe a queue to it, and name that with --queue");
  }

  private static Finding retries(MappingFacts mapping, Optional<Duration> streamRetention) {
    if (mapping.retries() < 0 && mapping.maxAge().isEmpty()) {
      return Finding.fail(
          "retries",
          "one bad record stops its shard until it leaves the stream, and no letter tells of it",
          "set MaximumRetryAttempts, to 2 for example");
    }
    if (mapping.maxAge().isPresent() && streamRetention.isPresent()) {
      Duration left = streamRetention.get().minus(mapping.maxAge().get());
      if (left.isNegative() || left.isZero()) {
        return Finding.fail(
            "retries",
            "a record may leave the stream before it is given up",
            "set MaximumRecordAgeInSeconds well below the stream's retention");
      }
      if (left.compareTo(A_DAY) < 0) {
        return Finding.warn(
            "retries",
            "a record that is given up for its age has only " + Span.of(left) + " left",
            "lower MaximumRecordAgeInSeconds, or raise the stream's retention");
      }
    }
    return Finding.ok(
        "retries",
        mapping.retries() < 0
            ? "no limit, but " + mapping.maxAge().map(Span::of).orElse("") + " of age"
            : String.valueOf(mapping.retries()));
  }

  /**
   * Checks a queue.
   *
   * @param streamRetention how long the stream keeps a record, if that is known
   * @param pointers whether the mapping's pointers go there; else it holds parked records alone
   */
  public static List<Finding> queue(
      QueueFacts queue, Optional<Duration> streamRetention, boolean pointers) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("queue", queue.waiting() + " messages wait in " + queue.name()));
    findings.add(queueRetention(queue));
    findings.add(
        pointers
            ? race(queue, streamRetention)
            : Finding.ok(
                "stream retention", "no dead letter needs the stream: each holds its payload"));
    if (queue.redrives()) {
      findings.add(
          Finding.warn(
              "redrive policy",
              "looking at a message counts as receiving it: it will be moved on",
              "take the redrive policy off the dead-letter queue"));
    }
    return findings;
  }

  private static Finding queueRetention(QueueFacts queue) {
    if (queue.retention().isEmpty()) {
      return Finding.unknown("queue retention", "the queue does not say", "");
    }
    Duration keeps = queue.retention().get();
    return keeps.compareTo(LONGEST_QUEUE) >= 0
        ? Finding.ok("queue retention", Span.of(keeps))
        : Finding.warn(
            "queue retention",
            "a message is gone after " + Span.of(keeps),
            "set MessageRetentionPeriod to 1209600, 14 days: it costs nothing");
  }

  /**
   * The shorter of the two decides, and it is nearly always the stream's. A queue that does not say
   * may keep a pointer for as long as SQS allows.
   */
  private static Finding race(QueueFacts queue, Optional<Duration> streamRetention) {
    if (streamRetention.isEmpty()) {
      return Finding.unknown(
          "stream retention",
          "the stream could not be asked",
          "allow kinesis:DescribeStreamSummary");
    }
    Duration stream = streamRetention.get();
    String keeps = "the stream keeps a payload for " + Span.of(stream);
    Duration pointer = queue.retention().orElse(LONGEST_QUEUE);
    if (pointer.compareTo(stream) > 0) {
      String advice =
          "raise the stream's retention above "
              + Span.of(pointer)
              + " and the record age, or schedule replayer rescue";
      return stream.compareTo(A_DAY.multipliedBy(2)) <= 0
          ? Finding.fail("stream retention", keeps + ", less than a weekend", advice)
          : Finding.warn("stream retention", keeps + ", less than the queue keeps it", advice);
    }
    return Finding.ok("stream retention", keeps + ", as long as the queue keeps a pointer");
  }
}

package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.loss.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Judges a template. What cannot be judged, such as a number that is only known at deployment,
 * counts as a violation.
 */
public final class LossRules {

  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String STREAM = "AWS::Kinesis::Stream";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String KEY = "AWS::KMS::Key";

  private static final String[] DESTINATION = {"DestinationConfig", "OnFailure", "Destination"};

  /** Of a bucket's dead letters: what a person needs to act where the payload is missing. */
  private static final long TIME_TO_ACT = 12 * 3_600L;

  /** Of a queue's: a last attempt that begins just before the record age, timeout included. */
  private static final long RESERVE = 3_600L;

  /** What SQS takes where a template says nothing. */
  private static final long DEFAULT_QUEUE_RETENTION = 4 * 86_400L;

  private static final long DEFAULT_VISIBILITY = 30;
  private static final long DEFAULT_STREAM_HOURS = 24;
  private static final long DEFAULT_BATCH = 100;

  private final boolean durable;

  /**
   * Says how strict to be.
   *
   * @param durable whether data has to outlive the stack
   */
  public LossRules(boolean durable) {
    this.durable = durable;
  }

  /** Returns each setting that could lose a record. */
  public List<Violation> violations(Template template) {
    List<Violation> found = new ArrayList<>();
    template.resources(MAPPING).forEach(it -> found.addAll(mapping(template, it)));
    Set<String> markers = markers(template);
    template
        .resources(TABLE)
        .filter(it -> !markers.contains(it.id()))
        .forEach(it -> found.addAll(table(it)));
    Stream.of(STREAM, QUEUE, BUCKET, TABLE, KEY)
        .flatMap(template::resources)
        .forEach(it -> found.addAll(kept(it)));
    return found;
  }

  private static List<Violation> mapping(Template template, Resource mapping) {
    Check check = new Check(mapping.id());
    JsonNode destination = mapping.property(DESTINATION);
    check.that(LossRule.ENDLESS_RETRIES, number(mapping, -1, "MaximumRetryAttempts") >= 0);
    check.that(LossRule.ENDLESS_AGE, number(mapping, -1, "MaximumRecordAgeInSeconds") >= 0);
    check.that(LossRule.NO_DESTINATION, !destination.isMissingNode());
    check.that(
        LossRule.NO_REPORT,
        elements(mapping.property("FunctionResponseTypes"))
            .anyMatch(it -> it.asText().equals("ReportBatchItemFailures")));
    check.that(
        LossRule.NO_BISECT,
        flag(mapping.property("BisectBatchOnFunctionError"), false, true)
            || number(mapping, DEFAULT_BATCH, "BatchSize") == 1);
    check.that(
        LossRule.STARTS_LATE, mapping.property("StartingPosition").asText().equals("TRIM_HORIZON"));
    check.that(LossRule.FILTERED, mapping.property("FilterCriteria").isMissingNode());
    check.that(LossRule.SWITCHED_OFF, flag(mapping.property("Enabled"), true, true));
    check.that(LossRule.WINDOWED, number(mapping, 0, "TumblingWindowInSeconds") == 0);
    if (!destination.isMissingNode()) {
      List<Resource> ends =
          Stream.of(mapping.property("EventSourceArn"), destination)
              .flatMap(it -> template.behind(it).stream())
              .toList();
      check.that(LossRule.STREAM_UNKNOWN, ends.size() == 2);
      if (ends.size() == 2) {
        destination(check, mapping, ends.get(0), ends.get(1));
        check.that(
            LossRule.DESTINATION_REFUSES,
            Grants.ofRole(template, mapping)
                .allow(
                    ends.get(1).is(QUEUE) ? "sqs:SendMessage" : "s3:PutObject", ends.get(1).id()));
      }
    }
    return check.violations;
  }

  private static void destination(Check check, Resource mapping, Resource stream, Resource target) {
    long age = number(mapping, -1, "MaximumRecordAgeInSeconds");
    long kept = number(stream, DEFAULT_STREAM_HOURS, "RetentionPeriodHours") * 3_600;
    if (target.is(QUEUE)) {
      long waits = number(target, DEFAULT_QUEUE_RETENTION, "MessageRetentionPeriod");
      long hidden = number(target, DEFAULT_VISIBILITY, "VisibilityTimeout");
      check.that(
          LossRule.STREAM_TOO_SHORT, age < 0 || (waits > 0 && kept >= age + waits + RESERVE));
      Check queue = check.of(target.id());
      queue.that(LossRule.FIFO_DESTINATION, flag(target.property("FifoQueue"), false, false));
      queue.that(LossRule.DEAD_LETTERS_MOVE, target.property("RedrivePolicy").isMissingNode());
      queue.that(LossRule.HIDDEN_TOO_LONG, hidden >= 0 && hidden * 2 <= waits);
    } else {
      check.that(LossRule.STREAM_TOO_SHORT, age < 0 || kept >= age + TIME_TO_ACT);
      check
          .of(target.id())
          .that(
              LossRule.DEAD_LETTERS_EXPIRE,
              keepsObjects(target.property("LifecycleConfiguration")));
    }
  }

  private static boolean keepsObjects(JsonNode lifecycle) {
    JsonNode rules = lifecycle.path("Rules");
    return lifecycle.isMissingNode()
        || (rules.isArray() && elements(rules).allMatch(LossRules::keeps));
  }

  /** A rule without a status is none yet: the template chooses one at deployment. */
  private static boolean keeps(JsonNode rule) {
    return rule.path("Status").asText().equals("Disabled")
        || (rule.has("Status") && !rule.has("ExpirationInDays") && !rule.has("ExpirationDate"));
  }

  /** Tables of idempotency markers, which hold no event: they may expire. */
  private static Set<String> markers(Template template) {
    return template
        .resources(FUNCTION)
        .map(it -> it.property("Environment", "Variables", "IDEMPOTENCY_TABLE_NAME", "Ref"))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  private static List<Violation> table(Resource table) {
    Check check = new Check(table.id());
    JsonNode expiry = table.property("TimeToLiveSpecification");
    check.that(
        LossRule.ITEMS_EXPIRE, expiry.isMissingNode() || flag(expiry.path("Enabled"), true, false));
    return check.violations;
  }

  private List<Violation> kept(Resource holder) {
    Check check = new Check(holder.id());
    check.that(
        LossRule.LOST_BY_REPLACEMENT,
        holder.body().path("UpdateReplacePolicy").asText().equals("Retain"));
    check.that(
        LossRule.LOST_WITH_THE_STACK,
        !durable || holder.body().path("DeletionPolicy").asText().startsWith("Retain"));
    return check.violations;
  }

  /** Returns a number; −1, which no check takes, if the template does not say which. */
  private static long number(Resource resource, long otherwise, String property) {
    JsonNode value = resource.property(property);
    return value.isMissingNode() ? otherwise : value.asLong(-1);
  }

  /** Returns whether a flag is as wanted; never, if the template does not say which. */
  private static boolean flag(JsonNode value, boolean otherwise, boolean wanted) {
    return value.isMissingNode()
        ? otherwise == wanted
        : value.asText().equals(Boolean.toString(wanted));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** What was found at one resource. */
  private static final class Check {

    private final String resource;
    private final List<Violation> violations;

    Check(String resource) {
      this(resource, new ArrayList<>());
    }

    private Check(String resource, List<Violation> violations) {
      this.resource = resource;
      this.violations = violations;
    }

    /** Returns a check of another resource whose violations are kept together with these. */
    Check of(String other) {
      return new Check(other, violations);
    }

    void that(LossRule rule, boolean holds) {
      if (!holds) {
        violations.add(new Violation(rule, resource));
      }
    }
  }

  /**
   * A setting that could lose a record.
   *
   * @param rule its rule
   * @param resource the logical id of the resource that has it
   */
  public record Violation(LossRule rule, String resource) {

    @Override
    public String toString() {
      return rule.id() + " " + resource + ": " + rule.loss() + " " + rule.fix();
    }
  }
}

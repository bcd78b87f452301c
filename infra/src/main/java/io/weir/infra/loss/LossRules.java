package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.loss.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Set<String> own;
  private final ForeignEnds foreign;

  /**
   * Judges the whole of a template, both ends of its mapping included.
   *
   * @param durable whether data has to outlive the stack
   */
  public LossRules(boolean durable) {
    this(durable, Set.of(), ForeignEnds.NONE);
  }

  /**
   * Says how strict to be, and what to look at.
   *
   * @param durable whether data has to outlive the stack
   * @param own logical ids of what is judged; empty: everything
   * @param foreign what is said of a stream and a queue that are not in the template
   */
  public LossRules(boolean durable, Set<String> own, ForeignEnds foreign) {
    this.durable = durable;
    this.own = Set.copyOf(own);
    this.foreign = foreign;
  }

  /** Returns each setting that could lose a record. */
  public List<Violation> violations(Template template) {
    List<Violation> found = new ArrayList<>();
    owned(template, MAPPING).forEach(it -> found.addAll(mapping(template, it)));
    Set<String> markers = markers(template);
    owned(template, TABLE)
        .filter(it -> !markers.contains(it.id()))
        .forEach(it -> found.addAll(table(it)));
    Stream.of(STREAM, QUEUE, BUCKET, TABLE, KEY)
        .flatMap(it -> owned(template, it))
        .forEach(it -> found.addAll(kept(it)));
    return found;
  }

  private Stream<Resource> owned(Template template, String type) {
    return template.resources(type).filter(it -> own.isEmpty() || own.contains(it.id()));
  }

  private List<Violation> mapping(Template template, Resource mapping) {
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
    check.that(
        LossRule.AGE_BELOW_WINDOW,
        number(mapping, -1, "MaximumRecordAgeInSeconds") < 0
            || number(mapping, -1, "MaximumRecordAgeInSeconds")
                >= 2 * number(mapping, 0, "MaximumBatchingWindowInSeconds"));
    if (!destination.isMissingNode()) {
      Optional<Resource> stream =
          foreign.behind(template, mapping.property("EventSourceArn"), foreign.stream());
      Optional<Resource> target = foreign.behind(template, destination, foreign.queue());
      check.that(LossRule.STREAM_UNKNOWN, stream.isPresent() && target.isPresent());
      if (stream.isPresent() && target.isPresent()) {
        ends(check, template, mapping, List.of(stream.orElseThrow(), target.orElseThrow()));
      }
    }
    return check.violations;
  }

  private static void ends(Check check, Template template, Resource mapping, List<Resource> ends) {
    Resource stream = ends.get(0);
    Resource target = ends.get(1);
    destination(check, mapping, stream, target);
    Grants grants = Grants.ofRole(template, mapping);
    check.that(
        LossRule.DESTINATION_REFUSES,
        grants.allow(target.is(QUEUE) ? "sqs:SendMessage" : "s3:PutObject", target.id()));
    check.that(
        LossRule.KEY_REFUSES,
        grants.allowKey("kms:Decrypt", template, stream.property("StreamEncryption", "KeyId"))
            && grants.allowKey("kms:GenerateDataKey", template, target.property("KmsMasterKeyId")));
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

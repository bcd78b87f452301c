package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.infra.loss.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what becomes of a running stack: the template that is deployed, and the next one. */
public final class ChangeRules {

  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String STREAM = "AWS::Kinesis::Stream";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";

  /** What each type is named by. */
  private static final Map<String, String> NAMED =
      Map.of(
          STREAM, "Name",
          QUEUE, "QueueName",
          TABLE, "TableName",
          BUCKET, "BucketName",
          FUNCTION, "FunctionName");

  private final Template before;
  private final Template after;
  private final List<Change> found = new ArrayList<>();

  private ChangeRules(Template before, Template after) {
    this.before = before;
    this.after = after;
  }

  /** Returns each change that would lose something of a stack that runs. */
  public static List<Change> compare(Template before, Template after) {
    ChangeRules rules = new ChangeRules(before, after);
    rules.compare();
    return List.copyOf(rules.found);
  }

  private void compare() {
    if (before.resources(MAPPING).findAny().isEmpty()) {
      found.add(new Change(ChangeRule.UNKNOWN, "the deployed template", "no mapping", "one"));
      return;
    }
    Stream.of(STREAM, QUEUE, TABLE, BUCKET)
        .flatMap(before::resources)
        .forEach(
            old ->
                after
                    .resource(old.id())
                    .ifPresentOrElse(
                        it -> holder(old, it),
                        () -> add(ChangeRule.REMOVED, old, "there", "not there")));
    before
        .resources(FUNCTION)
        .forEach(
            old ->
                after
                    .resource(old.id())
                    .ifPresent(
                        it -> {
                          renamed(old, it);
                          identities(old, it);
                        }));
    mappings();
    keys();
  }

  private void holder(Resource old, Resource next) {
    if (!old.type().equals(next.type())) {
      add(ChangeRule.REPLACED, old, old.type(), next.type());
      return;
    }
    renamed(old, next);
    lessKept(old, next);
    switch (old.type()) {
      case STREAM -> {
        lowered(
            ChangeRule.STREAM_SHORTENED, old, next, new Property("RetentionPeriodHours", 24, "h"));
        shards(old, next);
      }
      case QUEUE ->
          lowered(
              ChangeRule.QUEUE_SHORTENED,
              old,
              next,
              new Property("MessageRetentionPeriod", 345_600, "s"));
      case TABLE -> table(old, next);
      default -> {
        // A bucket has no more than its name, its key and what keeps it.
      }
    }
  }

  private void table(Resource old, Resource next) {
    JsonNode schema = old.property("KeySchema");
    if (!schema.equals(next.property("KeySchema"))) {
      add(ChangeRule.REPLACED, old, schema.toString(), next.property("KeySchema").toString());
    }
    for (JsonNode index : old.property("GlobalSecondaryIndexes")) {
      for (JsonNode other : next.property("GlobalSecondaryIndexes")) {
        if (index.path("IndexName").equals(other.path("IndexName"))
            && !(index.path("Projection").equals(other.path("Projection"))
                && index.path("KeySchema").equals(other.path("KeySchema")))) {
          add(
              ChangeRule.INDEX_REPLACED,
              old,
              index.path("Projection").toString(),
              other.path("Projection").toString());
        }
      }
    }
    long kept = restorable(old);
    long keeps = restorable(next);
    if (keeps < kept) {
      add(ChangeRule.BACKUPS_SHORTENED, old, kept + "d", keeps + "d");
    }
  }

  /** Where nothing is said of the days, they are 35. */
  private static long restorable(Resource table) {
    JsonNode said = table.property("PointInTimeRecoverySpecification");
    return said.path("PointInTimeRecoveryEnabled").asBoolean()
        ? said.path("RecoveryPeriodInDays").asLong(35)
        : 0;
  }

  private void shards(Resource old, Resource next) {
    long before = old.property("ShardCount").asLong(0);
    long after = next.property("ShardCount").asLong(0);
    if (before > 0 && after > 0 && (after > 2 * before || 2 * after < before)) {
      add(ChangeRule.SHARDS_TOO_FAR, old, String.valueOf(before), String.valueOf(after));
    }
  }

  private void renamed(Resource old, Resource next) {
    String property = NAMED.getOrDefault(old.type(), "");
    JsonNode name = old.property(property);
    JsonNode other = next.property(property);
    if (!name.equals(other)) {
      add(ChangeRule.RENAMED, old, shown(name), shown(other));
    }
  }

  private void identities(Resource old, Resource next) {
    String from = identities(old);
    String to = identities(next);
    if (!from.equals(to)) {
      add(ChangeRule.NEW_IDENTITIES, old, from, to);
    }
  }

  private static String identities(Resource function) {
    JsonNode variables = function.property("Environment", "Variables");
    return Stream.of("EVENTS", "EVENT_ID", "EVENT_ID_SCOPE")
        .filter(variables::has)
        .map(name -> name + "=" + variables.path(name).asText())
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private void lessKept(Resource old, Resource next) {
    String kept = old.body().path("DeletionPolicy").asText();
    String keeps = next.body().path("DeletionPolicy").asText();
    boolean unprotected =
        old.property("DeletionProtectionEnabled").asBoolean()
            && !next.property("DeletionProtectionEnabled").asBoolean();
    if ((kept.startsWith("Retain") && !keeps.startsWith("Retain")) || unprotected) {
      add(ChangeRule.LESS_KEPT, old, kept, keeps);
    }
  }

  private void lowered(ChangeRule rule, Resource old, Resource next, Property number) {
    long from = old.property(number.name).asLong(number.otherwise);
    long to = next.property(number.name).asLong(number.otherwise);
    if (to < from) {
      add(rule, old, from + number.unit, to + number.unit);
    }
  }

  private void mappings() {
    before
        .resources(MAPPING)
        .forEach(
            old -> {
              Optional<Resource> next = after.resource(old.id());
              if (next.isEmpty()
                  || Stream.of("EventSourceArn", "StartingPosition")
                      .anyMatch(it -> !old.property(it).equals(next.orElseThrow().property(it)))) {
                add(
                    ChangeRule.MAPPING_REPLACED,
                    old,
                    shown(old.property("EventSourceArn")),
                    next.map(it -> shown(it.property("EventSourceArn"))).orElse("not there"));
              }
            });
  }

  private void keys() {
    Grants had = grants(before);
    Grants has = grants(after);
    Stream.of(STREAM, QUEUE, TABLE, BUCKET)
        .flatMap(before::resources)
        .forEach(
            old -> after.resource(old.id()).ifPresent(next -> key(old, next, List.of(had, has))));
    Set<String> lost = had.resources("kms:Decrypt");
    lost.removeAll(has.resources("kms:Decrypt"));
    if (!lost.isEmpty() && found.stream().noneMatch(it -> it.rule() == ChangeRule.KEY_LOST)) {
      found.add(new Change(ChangeRule.KEY_FORGOTTEN, "the key", "readable", "not readable"));
    }
  }

  private void key(Resource old, Resource next, List<Grants> roles) {
    JsonNode from = keyOf(old);
    JsonNode to = keyOf(next);
    if (from.equals(to)) {
      return;
    }
    if (!roles.get(0).allowKey("kms:GenerateDataKey", before, to)) {
      add(ChangeRule.KEY_TOO_SOON, old, shown(from), shown(to));
    }
    if (!roles.get(1).allowKey("kms:Decrypt", after, from)) {
      add(ChangeRule.KEY_LOST, old, shown(from), shown(to));
    }
  }

  private static Grants grants(Template template) {
    return template
        .resources(MAPPING)
        .findFirst()
        .map(it -> Grants.ofRole(template, it))
        .orElseGet(Grants::none);
  }

  private static JsonNode keyOf(Resource holder) {
    return switch (holder.type()) {
      case STREAM -> holder.property("StreamEncryption", "KeyId");
      case QUEUE -> holder.property("KmsMasterKeyId");
      case TABLE -> holder.property("SSESpecification", "KMSMasterKeyId");
      case BUCKET -> {
        JsonNode key = holder.property("BucketEncryption").findValue("KMSMasterKeyID");
        yield key == null ? MissingNode.getInstance() : key;
      }
      default -> MissingNode.getInstance();
    };
  }

  private void add(ChangeRule rule, Resource resource, String from, String to) {
    String type = resource.type().replaceAll(".*::", "").toLowerCase(java.util.Locale.ROOT);
    found.add(new Change(rule, type + " " + resource.id(), from, to));
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "none";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  /**
   * A property with a number.
   *
   * @param otherwise what AWS takes where nothing is said
   */
  private record Property(String name, long otherwise, String unit) {}

  /**
   * A change that would lose something.
   *
   * @param rule its rule
   * @param what of which resource
   * @param from what it is
   * @param to what it would be
   */
  public record Change(ChangeRule rule, String what, String from, String to) {

    @Override
    public String toString() {
      return "%s: %s -> %s: %s. The way: %s".formatted(what, from, to, rule.loss(), rule.way());
    }
  }
}

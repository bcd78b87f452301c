package io.weir.local.testing;

import io.weir.local.mapping.engine.BackOff;
import io.weir.local.mapping.engine.MappingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Settings of a pipeline under test, under the names that Lambda gives them, with Lambda's own
 * defaults: what Lambda refuses, {@link #build} refuses.
 */
public final class PipelineBuilder {

  private static final int NO_LIMIT = -1;
  private static final BackOff SHORT = new BackOff(Duration.ofMillis(1), Duration.ofMillis(20));

  private final Code code;
  private final MappingSettings.Builder mapping =
      MappingSettings.awsDefaults().toBuilder().backOff(SHORT);
  private final List<CreateTableRequest> tables = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private String stream = "stream";
  private int shards = 1;
  private int memoryMb = 512;
  private Duration timeout = Duration.ofSeconds(10);
  private boolean sqs;

  PipelineBuilder(Code code) {
    this.code = code;
  }

  /** Records a batch, 1 to 10,000; 100 by default. */
  public PipelineBuilder batchSize(int records) {
    mapping.batchSize(records);
    return this;
  }

  /** How long a batch is gathered, 0 to 300 s; 0 by default. */
  public PipelineBuilder maximumBatchingWindow(Duration window) {
    mapping.batchWindow(window);
    return this;
  }

  /** Further attempts after the first, 0 to 10,000; -1, the default, for no limit. */
  public PipelineBuilder maximumRetryAttempts(int attempts) {
    mapping.maximumRetryAttempts(
        attempts == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(attempts));
    return this;
  }

  /** The oldest record to try, 60 to 604,800 s; no limit by default. */
  public PipelineBuilder maximumRecordAge(Duration age) {
    mapping.maximumRecordAge(Optional.of(age));
    return this;
  }

  /** Whether a failed batch is cut in two; false by default. */
  public PipelineBuilder bisectBatchOnFunctionError(boolean wanted) {
    mapping.bisect(wanted);
    return this;
  }

  /** Whether the function's list of failed records is read at all; false by default. */
  public PipelineBuilder reportBatchItemFailures(boolean wanted) {
    mapping.reportBatchItemFailures(wanted);
    return this;
  }

  /** Concurrent batches a shard, 1 to 10; 1 by default. */
  public PipelineBuilder parallelizationFactor(int lanes) {
    mapping.parallelizationFactor(lanes);
    return this;
  }

  /**
   * The pauses between attempts: 1 to 20 ms by default, so that a test does not wait; {@link
   * BackOff#ofLambda} for Lambda's own.
   */
  public PipelineBuilder backOff(BackOff pauses) {
    mapping.backOff(pauses);
    return this;
  }

  /** The stream's name; {@code stream} by default. */
  public PipelineBuilder stream(String name) {
    stream = name;
    return this;
  }

  /** Shards of the stream; 1 by default. */
  public PipelineBuilder shards(int count) {
    shards = count;
    return this;
  }

  /** What an invocation may take, 1 to 900 whole seconds; 10 by default. */
  public PipelineBuilder timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** The function's memory, 128 to 10,240 MB; 512 by default. Enforced in a process of its own. */
  public PipelineBuilder memorySize(int megabytes) {
    memoryMb = megabytes;
    return this;
  }

  /** A variable for a function that runs in a process of its own. */
  public PipelineBuilder variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** A table in DynamoDB with one key, a string. */
  public PipelineBuilder withTable(String name, String key) {
    return withTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName(key)
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build())
            .build());
  }

  /** A table in DynamoDB, empty at the start of each test. */
  public PipelineBuilder withTable(CreateTableRequest table) {
    tables.add(table);
    return this;
  }

  /**
   * A queue in SQS, which takes two seconds or more to start: pointers go there too, and readers of
   * dead letters can be tested with it.
   */
  public PipelineBuilder withSqs() {
    sqs = true;
    return this;
  }

  /**
   * Returns the pipeline, not yet started.
   *
   * @throws IllegalArgumentException what Lambda would say to the settings
   */
  public WeirPipeline build() {
    Code.Wanted wanted = new Code.Wanted("function", memoryMb, timeout, variables);
    code.check(wanted);
    return new WeirPipeline(
        new Settings(
            code,
            wanted,
            mapping.build(),
            new Settings.Stream(stream, shards),
            new Settings.AwsServices(tables, sqs)));
  }
}

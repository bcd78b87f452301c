package io.weir.chaos.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

/**
 * What else is in the account of the pipeline: mappings of others beside its own, some of them of
 * the same stream, into the same queue, of the same function, or of no stream at all.
 *
 * @param mappings all, in the order in which Lambda tells of them
 * @param page how many Lambda tells of at once
 * @param policy the redrive policy of the queue; empty if it has none
 * @param role the function's; empty if Lambda does not tell
 */
record Account(List<Mapping> mappings, int page, Optional<Policy> policy, String role) {

  static final String STACK = "weir-simulated";
  static final String QUEUE = "dead-letters";
  static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:" + QUEUE;

  private static final String OTHER_STREAM = StreamService.ARN + "-of-others";
  private static final String OTHER_FUNCTION = FunctionHost.ARN + "-of-others";
  private static final String OTHER_QUEUE = "arn:aws:sqs:us-east-1:000000000000:others-letters";
  private static final String BUCKET = "arn:aws:s3:::others-letters";
  private static final String QUEUE_SOURCE = "arn:aws:sqs:us-east-1:000000000000:others-work";
  private static final String NONE = "";
  private static final Filter NOTHING_PASSES =
      Filter.builder().pattern("{\"partitionKey\":[\"\"]}").build();

  /**
   * A mapping.
   *
   * @param source what it reads; empty where that is no resource of AWS
   * @param destination where its dead letters go; empty if nowhere
   * @param settings what else Lambda tells of it
   */
  record Mapping(
      String uuid,
      String source,
      String function,
      String destination,
      EventSourceMappingConfiguration settings) {}

  /**
   * How the queue moves messages on.
   *
   * @param most after how many receives
   * @param text as SQS tells it
   */
  record Policy(String most, String text) {}

  /** Draws one around the pipeline of a scenario. */
  static Account draw(SplittableRandom random, Scenario scenario) {
    List<Mapping> mappings = new ArrayList<>();
    mappings.add(ours(random, scenario));
    int others = random.nextInt(5);
    for (int i = 0; i < others; i++) {
      mappings.add(random.nextInt(mappings.size() + 1), other(random, i));
    }
    return new Account(
        List.copyOf(mappings),
        1 + random.nextInt(3),
        random.nextInt(8) == 0 ? Optional.of(policy(random)) : Optional.empty(),
        random.nextInt(4) == 0 ? NONE : "arn:aws:iam::000000000000:role/weir-function");
  }

  private static Mapping ours(SplittableRandom random, Scenario scenario) {
    var settings = scenario.mapping();
    EventSourceMappingConfiguration.Builder told =
        EventSourceMappingConfiguration.builder()
            .state(random.nextInt(4) == 0 ? "Updating" : "Enabled")
            .lastProcessingResult(random.nextBoolean() ? "OK" : null)
            .maximumRetryAttempts(settings.maximumRetryAttempts().orElse(-1))
            .maximumRecordAgeInSeconds(
                settings.maximumRecordAge().map(age -> (int) age.toSeconds()).orElse(-1))
            .bisectBatchOnFunctionError(settings.bisect())
            .parallelizationFactor(settings.parallelizationFactor());
    if (settings.reportBatchItemFailures()) {
      told.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }
    List<String> patterns = scenario.sieve().patterns();
    if (!patterns.isEmpty()) {
      told.filterCriteria(
          criteria ->
              criteria.filters(
                  patterns.stream()
                      .map(
                          pattern ->
                              software.amazon.awssdk.services.lambda.model.Filter.builder()
                                  .pattern(pattern)
                                  .build())
                      .toList()));
    } else if (random.nextBoolean()) {
      told.filterCriteria(criteria -> criteria.filters(List.of()));
    }
    return mapping("ours", StreamService.ARN, FunctionHost.ARN, QUEUE_ARN, told);
  }

  private static Mapping other(SplittableRandom random, int number) {
    EventSourceMappingConfiguration.Builder told =
        EventSourceMappingConfiguration.builder()
            .state(random.nextBoolean() ? "Disabled" : "Enabled")
            .filterCriteria(it -> it.filters(NOTHING_PASSES));
    if (random.nextBoolean()) {
      told.maximumRetryAttempts(3).maximumRecordAgeInSeconds(60).parallelizationFactor(2);
    }
    String name = "other-" + number;
    return switch (random.nextInt(6)) {
      case 0 -> mapping(name, QUEUE_SOURCE, OTHER_FUNCTION, NONE, told);
      case 1 -> mapping(name, NONE, OTHER_FUNCTION, QUEUE_ARN, told);
      case 2 -> mapping(name, StreamService.ARN, OTHER_FUNCTION, OTHER_QUEUE, told);
      case 3 -> mapping(name, OTHER_STREAM, FunctionHost.ARN + ":canary", QUEUE_ARN, told);
      case 4 -> mapping(name, OTHER_STREAM, OTHER_FUNCTION, BUCKET, told);
      default -> mapping(name, StreamService.ARN, OTHER_FUNCTION + ":live", NONE, told);
    };
  }

  private static Mapping mapping(
      String uuid,
      String source,
      String function,
      String destination,
      EventSourceMappingConfiguration.Builder told) {
    told.uuid(uuid).functionArn(function).eventSourceArn(source.isEmpty() ? null : source);
    if (!destination.isEmpty()) {
      told.destinationConfig(it -> it.onFailure(to -> to.destination(destination)));
    } else if (uuid.endsWith("1")) {
      told.destinationConfig(it -> it.onFailure(to -> to.destination(null)));
    } else if (uuid.endsWith("2")) {
      told.destinationConfig(it -> {});
    }
    return new Mapping(uuid, source, function, destination, told.build());
  }

  private static Policy policy(SplittableRandom random) {
    String most = random.nextBoolean() ? "1000" : "3";
    String count = random.nextBoolean() ? most : '"' + most + '"';
    return new Policy(
        most,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}".formatted(OTHER_QUEUE, count));
  }

  /** Returns what the stack tells of itself. */
  static Map<String, String> outputs() {
    return Map.of(
        "DeadLetterQueueUrl", Queue.URL,
        "StreamName", StreamService.STREAM,
        "FunctionName", "weir",
        "TableName", Table.NAME);
  }

  /** Returns the ids of the mappings that read a stream. */
  List<String> from(String stream) {
    return mappings.stream().filter(it -> it.source().equals(stream)).map(Mapping::uuid).toList();
  }

  /** Returns the ids of the mappings of streams that call the pipeline's function in any form. */
  List<String> ofFunction() {
    return ofStreams()
        .filter(
            it ->
                it.function().equals(FunctionHost.ARN)
                    || it.function().startsWith(FunctionHost.ARN + ":"))
        .map(Mapping::uuid)
        .toList();
  }

  /** Returns the ids of the mappings of streams whose dead letters go to the queue. */
  List<String> intoQueue() {
    return ofStreams().filter(it -> it.destination().equals(QUEUE_ARN)).map(Mapping::uuid).toList();
  }

  private java.util.stream.Stream<Mapping> ofStreams() {
    return mappings.stream().filter(it -> it.source().startsWith("arn:aws:kinesis:"));
  }
}

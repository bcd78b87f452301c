package io.weir.replayer.aws;

import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.doctor.Finding;
import io.weir.replayer.doctor.Finding.Level;
import io.weir.replayer.doctor.MappingFacts;
import io.weir.replayer.doctor.Probes;
import io.weir.replayer.doctor.Probes.QueueFacts;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Asks AWS for the doctor's facts, and tries out what a recovery will need. Changes nothing. */
public final class AwsProbes implements Probes {

  private final Services clients;

  /** Asks through the given clients. */
  public AwsProbes(Services clients) {
    this.clients = clients;
  }

  private static MappingFacts facts(Mapping mapping) {
    EventSourceMappingConfiguration it = mapping.settings();
    Integer age = it.maximumRecordAgeInSeconds();
    Integer retries = it.maximumRetryAttempts();
    Integer lanes = it.parallelizationFactor();
    return new MappingFacts(
        mapping.uuid(),
        String.valueOf(it.state()),
        it.lastProcessingResult() == null ? "" : it.lastProcessingResult(),
        mapping.destination(),
        retries == null ? -1 : retries,
        age == null || age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
        Boolean.TRUE.equals(it.bisectBatchOnFunctionError()),
        it.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES),
        lanes == null ? 1 : lanes,
        it.filterCriteria() != null && !it.filterCriteria().filters().isEmpty());
  }

  @Override
  public Duration retention(StreamArn stream) throws ProbeException {
    try {
      return new KinesisStreamReader(clients::kinesis).retention(stream);
    } catch (StreamException e) {
      throw new ProbeException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<MappingFacts> mappings(StreamArn stream, Set<String> functions)
      throws ProbeException {
    List<Mapping> mappings = asked(() -> new Discovery(clients).mappingsFrom(stream));
    return mappings.stream()
        .filter(it -> functions.isEmpty() || functions.contains(it.function().unqualified()))
        .map(AwsProbes::facts)
        .toList();
  }

  private static <T> T asked(Supplier<T> question) throws ProbeException {
    try {
      return question.get();
    } catch (SdkException e) {
      throw new ProbeException(Failure.of(e).message(), e);
    }
  }

  @Override
  public QueueFacts queue(String url) throws ProbeException {
    Map<QueueAttributeName, String> attributes =
        asked(
            () ->
                clients
                    .sqs()
                    .getQueueAttributes(
                        it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes());
    return new QueueFacts(
        url.substring(url.lastIndexOf('/') + 1),
        Optional.ofNullable(attributes.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))),
        Long.parseLong(
            attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")),
        attributes.containsKey(QueueAttributeName.REDRIVE_POLICY));
  }

  @Override
  public Finding read(StreamArn stream) {
    return tried(
        "read stream",
        "records of " + stream.name() + " can be read",
        "allow kinesis:GetShardIterator, GetRecords and ListShards",
        () -> {
          String arn = stream.toString();
          String shard =
              clients
                  .kinesis()
                  .listShards(it -> it.streamARN(arn).maxResults(1))
                  .shards()
                  .get(0)
                  .shardId();
          String iterator =
              clients
                  .kinesis()
                  .getShardIterator(
                      it ->
                          it.streamARN(arn)
                              .shardId(shard)
                              .shardIteratorType(ShardIteratorType.LATEST))
                  .shardIterator();
          clients.kinesis().getRecords(it -> it.streamARN(arn).shardIterator(iterator).limit(1));
        });
  }

  @Override
  public Finding lookUp(String table) {
    KeysAndAttributes key =
        KeysAndAttributes.builder()
            .keys(List.of(Map.of("eventId", AttributeValue.fromS("replayer-doctor"))))
            .build();
    return tried(
        "read table",
        "events of " + table + " can be looked up",
        "allow dynamodb:BatchGetItem",
        () -> clients.dynamoDb().batchGetItem(it -> it.requestItems(Map.of(table, key))));
  }

  @Override
  public Finding invoke(String function) {
    return tried(
        "invoke function",
        function + " may be invoked",
        "allow lambda:InvokeFunction, for redriving through the function",
        () ->
            clients
                .lambda()
                .invoke(it -> it.functionName(function).invocationType(InvocationType.DRY_RUN)));
  }

  private static Finding tried(String check, String success, String advice, Runnable probe) {
    try {
      probe.run();
      return new Finding(Level.OK, check, success, "");
    } catch (SdkException e) {
      return Finding.unknown(check, Failure.of(e).message(), advice);
    }
  }
}

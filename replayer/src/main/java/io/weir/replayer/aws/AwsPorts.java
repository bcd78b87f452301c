package io.weir.replayer.aws;

import io.weir.replayer.app.Ports;
import io.weir.replayer.app.ReplayerException;
import io.weir.replayer.app.ReplayerException.Reason;
import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.route.StreamPut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** The services of AWS. */
public final class AwsPorts implements Ports {

  private final AwsClients clients;
  private final Consumer<String> notes;
  private final Map<String, StoreLookup> tables = new HashMap<>();

  /**
   * Calls them through the given clients.
   *
   * @param notes takes what the user should know
   */
  public AwsPorts(AwsClients clients, Consumer<String> notes) {
    this.clients = clients;
    this.notes = notes;
  }

  @Override
  public LetterQueue queue(String url) {
    return new SqsQueue(clients.sqs(), url);
  }

  @Override
  public StreamReader stream() {
    return new KinesisStreamReader(clients::kinesis);
  }

  /** Its form is asked for once. */
  @Override
  public StoreLookup table(String name) {
    return tables.computeIfAbsent(name, this::opened);
  }

  /** One that cannot be asked now is not refused: what depends on it says so. */
  private StoreLookup opened(String name) {
    DynamoDbStoreLookup lookup =
        new DynamoDbStoreLookup(
            clients::dynamoDb, name, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    try {
      if (!lookup.isOfEvents()) {
        throw new ReplayerException(
            Reason.WRONG,
            ("the table %s is not in Weir's form: its key is not eventId, a string."
                    + " Without --table a copy of each message is kept instead")
                .formatted(name));
      }
    } catch (SdkException e) {
      if (Failure.of(e).kind() == Failure.Kind.NOT_FOUND) {
        throw new ReplayerException(
            Reason.NO_ACCESS, "--table " + name + ": " + Failure.of(e).message(), e);
      }
    }
    return lookup;
  }

  @Override
  public MappingFilter filter() {
    return new MappingFilters(clients, notes);
  }

  @Override
  public CalledFunction function(String arn, List<String> streams) {
    return new CalledFunction(
        new LambdaFunctionCall(clients.lambdaOnce(), arn),
        new Discovery(clients).role(arn),
        reports(arn, streams));
  }

  /**
   * Tells whether answers are read for what they report: only if the mapping does it (ESM-8). What
   * is not known is read, so that nothing counts as done that was reported.
   */
  private boolean reports(String function, List<String> streams) {
    try {
      List<Mapping> mappings =
          new Discovery(clients)
              .mappingsOf(FunctionRef.parse(function)).stream()
                  .filter(mapping -> streams.contains(mapping.stream().toString()))
                  .toList();
      boolean reports = mappings.isEmpty() || mappings.stream().anyMatch(Mapping::reports);
      if (!reports) {
        note("the mapping has no ReportBatchItemFailures: only an error of the function counts");
      }
      return reports;
    } catch (SdkException e) {
      return true;
    }
  }

  @Override
  public StreamPut put(String arn) {
    return new KinesisPut(clients.kinesisOnce(), arn);
  }

  @Override
  public void note(String text) {
    notes.accept(text);
  }
}

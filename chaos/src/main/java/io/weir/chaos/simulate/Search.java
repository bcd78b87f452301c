package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.app.Doctor;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.aws.AwsProbes;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.aws.DynamoDbStoreLookup;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.aws.RedrivePolicy;
import io.weir.replayer.doctor.Finding;
import io.weir.replayer.doctor.MappingFacts;
import io.weir.replayer.doctor.Probes;
import io.weir.replayer.doctor.Probes.QueueFacts;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.queue.QueueException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How an operator finds the pipeline from the little that he types, as the commands do: what is
 * found must be what the account has.
 *
 * @param services the account's
 */
record Search(World world, Scenario scenario, Truth truth, AccountServices services) {

  private static final List<String> MISSPELLED =
      List.of("http:///dead-letters", "http://", "https://127.0.0.1//", "ftp://a/b", "http://a b");

  /** What the operators type of a function. */
  private static final List<String> FUNCTIONS = List.of("weir", FunctionHost.ARN);

  /**
   * Finds the pipeline in one of the ways.
   *
   * @throws QueueException if the account does not answer, or the queue may not be looked at
   */
  void find() throws QueueException {
    try {
      switch (world.random().nextInt(6)) {
        case 0 -> held("outputs", Account.outputs(), discovery().outputs(Account.STACK));
        case 1 -> function();
        case 2 -> held("mappings into the queue", account().intoQueue(), into());
        case 3 -> held("mappings of the stream", account().from(StreamService.ARN), from());
        case 4 -> stream();
        default -> misspelled();
      }
      boolean named = world.random().nextBoolean();
      held("queue", Queue.URL, discovery().queueUrl(named ? Account.QUEUE : Queue.URL));
      mayBeLookedAt();
      table();
    } catch (SdkException e) {
      throw new QueueException(Failure.of(e).message(), e);
    }
  }

  private Discovery discovery() {
    return new Discovery(services);
  }

  private Account account() {
    return services.account();
  }

  /** An operator without permission to describe the stream types its full ARN. */
  private void stream() {
    boolean inFull = world.weather().has(Fault.RETENTION_UNKNOWN);
    String typed = inFull ? StreamService.ARN : StreamService.STREAM;
    held("stream", StreamService.ARN, discovery().stream(typed));
  }

  private void function() {
    String typed = FUNCTIONS.get(world.random().nextInt(FUNCTIONS.size()));
    held("mappings of " + typed, account().ofFunction(), ids(mappingsOf(typed)));
    List<String> alias =
        account().ofFunction().stream().filter(it -> !it.equals("ours")).distinct().toList();
    held("mappings of the alias", alias, ids(mappingsOf(typed + ":canary")));
  }

  private List<Discovery.Mapping> mappingsOf(String typed) {
    return discovery().mappingsOf(FunctionRef.parse(typed));
  }

  private List<String> into() {
    return ids(discovery().mappingsInto(Queue.URL));
  }

  private List<String> from() {
    return ids(discovery().mappingsFrom(StreamArn.parse(StreamService.ARN).orElseThrow()));
  }

  private static List<String> ids(List<Discovery.Mapping> mappings) {
    return mappings.stream().map(Discovery.Mapping::uuid).toList();
  }

  private void misspelled() {
    String typed = MISSPELLED.get(world.random().nextInt(MISSPELLED.size()));
    try {
      String found = discovery().queueUrl(typed);
      held("no queue at all", "a refusal of " + typed, found);
    } catch (Discovery.MisspelledException e) {
      held("one line", 1L, String.valueOf(e.getMessage()).lines().count());
    }
  }

  /** A queue that moves messages on is not looked at, unless that takes many looks. */
  private void mayBeLookedAt() throws QueueException {
    Optional<RedrivePolicy> found = RedrivePolicy.of(services.sqs(), Queue.URL);
    Optional<Account.Policy> has = world.weather().isCalm() ? Optional.empty() : account().policy();
    held(
        "redrive policy",
        has.map(it -> "others-letters after " + it.most()).orElse("none"),
        found.map(it -> it.queue() + " after " + it.maxReceives()).orElse("none"));
    if (found.filter(it -> it.maxReceives().length() < 3).isPresent()) {
      throw new QueueException("the queue moves messages on", new IllegalStateException());
    }
  }

  /** The team's journal must not be accepted as a table of events. */
  private void table() {
    boolean wrong = world.random().nextInt(4) == 0;
    String named = wrong ? TeamJournal.NAME : Table.NAME;
    try {
      DynamoDbStoreLookup lookup = new DynamoDbStoreLookup(services::dynamoDb, named, world::pause);
      held("form of the table " + named, !wrong, lookup.isOfEvents());
    } catch (SdkException e) {
      world.note("whether the table is of events is not known: " + Failure.of(e).message());
    }
  }

  /** Returns the role that goes into what the function is called with. */
  String role() {
    String role = discovery().role(FunctionHost.ARN);
    if (!role.isEmpty()) {
      held("role", account().role(), role);
    }
    return role;
  }

  /** Tells whether answers are read, as a run asks it: what is not known is read. */
  boolean reports() {
    try {
      boolean reports =
          mappingsOf(FunctionHost.ARN).stream()
              .filter(it -> it.stream().toString().equals(StreamService.ARN))
              .anyMatch(Discovery.Mapping::reports);
      held("reports", scenario.mapping().reportBatchItemFailures(), reports);
      return reports;
    } catch (SdkException e) {
      return true;
    }
  }

  /** Has the doctor look at everything, which changes nothing. */
  void examine(Pipeline pipeline) {
    Doctor.examine(pipeline, new CheckedProbes(new AwsProbes(services))).forEach(this::said);
  }

  /** Holds each fact against what the account has. */
  private final class CheckedProbes implements Probes {

    private final AwsProbes probes;

    CheckedProbes(AwsProbes probes) {
      this.probes = probes;
    }

    @Override
    public Duration retention(StreamArn stream) throws ProbeException {
      return probes.retention(stream);
    }

    @Override
    public List<MappingFacts> mappings(StreamArn stream, Set<String> functions)
        throws ProbeException {
      probes.mappings(stream, Set.of()).forEach(it -> facts(it.uuid(), it));
      return probes.mappings(stream, functions);
    }

    @Override
    public QueueFacts queue(String url) throws ProbeException {
      QueueFacts queue = probes.queue(url);
      held("name of the queue", Account.QUEUE, queue.name());
      held("retention of the queue", Optional.of(Queue.RETENTION), queue.retention());
      boolean moves = account().policy().isPresent() && !world.weather().isCalm();
      held("whether the queue moves messages on", moves, queue.redrives());
      return queue;
    }

    @Override
    public Finding read(StreamArn stream) {
      return probes.read(stream);
    }

    @Override
    public Finding lookUp(String table) {
      return probes.lookUp(table);
    }

    @Override
    public Finding invoke(String function) {
      return probes.invoke(function);
    }
  }

  private void facts(String uuid, MappingFacts found) {
    if (!uuid.equals("ours")) {
      held("destination of " + uuid, destination(uuid), found.destination().orElse(""));
      return;
    }
    var settings = scenario.mapping();
    held("retries", settings.maximumRetryAttempts().orElse(-1), found.retries());
    held("age", settings.maximumRecordAge().map(Duration::toSeconds), seconds(found));
    held("bisect", settings.bisect(), found.bisect());
    held("lanes", settings.parallelizationFactor(), found.lanes());
    held("filtered", !scenario.sieve().patterns().isEmpty(), found.filtered());
    held("reading of answers", settings.reportBatchItemFailures(), found.reports());
    held("destination", Account.QUEUE_ARN, found.destination().orElse(""));
  }

  private static Optional<Long> seconds(MappingFacts found) {
    return found.maxAge().map(Duration::toSeconds);
  }

  private String destination(String uuid) {
    return account().mappings().stream()
        .filter(it -> it.uuid().equals(uuid))
        .map(Account.Mapping::destination)
        .findFirst()
        .orElse("");
  }

  /** What could not be looked at has a reason, and says what to do. */
  private void said(Finding finding) {
    if (finding.level() != Finding.Level.OK) {
      boolean worded = !finding.message().isBlank() && !finding.advice().isBlank();
      held("advice on " + finding.check(), true, worded);
    }
  }

  private void held(String what, Object has, Object found) {
    if (!Objects.equals(String.valueOf(has), String.valueOf(found))) {
      String told = "%s: %s is found where %s is".formatted(what, found, has);
      truth.violation(new Violation("discovery", told, what));
    }
  }
}

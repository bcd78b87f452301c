package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.OnFailure;
import java.util.Optional;
import java.util.SplittableRandom;

/** The whole pipeline in one world: the services, the mapping, the function, the replayer. */
final class Pipeline {

  private static final int SHARE_OF_BUCKETS = 3;

  /** The account around the pipeline is drawn from a generator of its own. */
  private static final long ACCOUNT = 0x5eed_acc0_0a7L;

  private final World world;
  private final Scenario scenario;
  private final Payloads payloads;
  private final Table table;
  private final Truth truth;
  private final Deliveries deliveries;
  private final Messages messages;
  private final StreamService service;
  private final Shards shards;
  private final MappingHost mapping;
  private final MappingChanges changes;
  private final Tools tools;
  private final SimulatedVault vault;
  private final TeamJournal teamJournal;
  private final JournalFiles journalFiles;
  private final Optional<BucketLetters> bucketLetters;
  private final KnownJournals journals;
  private final Forger forger;
  private final Strangers strangers;
  private final boolean team;
  private boolean denied;

  Pipeline(Run.Request request, World world, SplittableRandom random) {
    Seams seams = request.seams();
    this.world = world;
    this.scenario = Scenario.draw(random, world.weather());
    this.payloads = new Payloads(world, scenario.load());
    this.table = new Table(world);
    this.truth = new Truth(world, payloads, table);
    this.deliveries = new Deliveries(world, truth, scenario, table.history());
    this.strangers = new Strangers(world, truth);
    truth.archives().watch(strangers);
    this.messages = new Messages(world, strangers);
    this.vault = new SimulatedVault(world, truth);
    this.journals = new KnownJournals(world, truth);
    this.service = new StreamService(world.time());
    this.shards = new Shards(world, service, truth);
    this.bucketLetters = drawBucket();
    Account account = Account.draw(new SplittableRandom(request.seed() ^ ACCOUNT), scenario);
    Queue queue = new Queue(world, messages, account.policy());
    FunctionMaker maker = new FunctionMaker(world, seams, table, queue, scenario.handler().parks());
    FunctionHost host = new FunctionHost(world, scenario, maker, deliveries);
    this.mapping = mapping(host, seams);
    this.changes = new MappingChanges(world, truth, seams, scenario, mapping);
    Tools.Clients clients = clients(queue, host, account);
    FileCopies copies = new FileCopies(world, truth);
    Tools.Belongings none = new Tools.Belongings(Habits.PLAIN, Optional.empty(), copies);
    this.tools = new Tools(world, seams, clients, journals, none);
    this.teamJournal = new TeamJournal(world, truth);
    this.journalFiles = new JournalFiles(world, truth);
    this.forger = new Forger(world, truth, messages, service);
    this.team = drawTeam(world);
  }

  private MappingHost mapping(FunctionHost host, Seams seams) {
    MappingHost.Shape shape =
        new MappingHost.Shape(
            seams.mapping(scenario.mapping()), seams.filters(scenario.sieve().filters()));
    MappingHost.Ports ports =
        new MappingHost.Ports(
            host,
            seams.destination(destination()),
            seams.checkpoints(shards),
            seams,
            deliveries.work());
    return new MappingHost(world, shape, service, ports, shards::areDone);
  }

  private Tools.Clients clients(Queue queue, FunctionHost host, Account account) {
    Unread unread = new Unread(world, truth, scenario.mapping().reportBatchItemFailures());
    StreamClient stream = new StreamClient(world, service, this::accepted);
    AccountServices services = new AccountServices(world, account, stream, queue, table);
    return new Tools.Clients(
        stream,
        table,
        queue,
        new FunctionClient(world, host, unread, strangers),
        new Search(world, scenario, truth, services));
  }

  /** Only where the queue accepts what the bucket holds, and the stream still has it. */
  private Optional<BucketLetters> drawBucket() {
    Weather weather = world.weather();
    boolean may =
        weather.has(Fault.BUCKET_DESTINATION)
            && !weather.has(Fault.RETENTION_EXPIRY)
            && !weather.has(Fault.PLAN_WAITS)
            && !weather.has(Fault.QUEUE_SMALL)
            && !scenario.load().large();
    if (!may || world.random().nextInt(SHARE_OF_BUCKETS) > 0) {
      return Optional.empty();
    }
    weather.struck(Fault.BUCKET_DESTINATION);
    return Optional.of(new BucketLetters(world, truth, deliveries));
  }

  private OnFailure destination() {
    return bucketLetters.isPresent() ? bucketLetters.get() : this::send;
  }

  Optional<BucketLetters> bucketLetters() {
    return bucketLetters;
  }

  private static boolean drawTeam(World world) {
    return world.weather().has(Fault.TRANSACTION_CANCELLED)
        || (world.weather().has(Fault.HABITS) && world.random().nextInt(4) == 0);
  }

  private void accepted(
      String shardId,
      String number,
      software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry entry) {
    AcceptedRecord known = truth.accepted(shardId, number, entry);
    if (!scenario.sieve().passes().test(entry.partitionKey(), entry.data().asByteArrayUnsafe())) {
      truth.filtered(known);
    }
    deliveries.accepted(known);
    mapping.poke();
  }

  /** The destination. What it does not take, Lambda gives up without it (ESM-33). */
  private void send(String pointer) {
    deliveries.givenUp(pointer);
    world.effect(
        "the destination",
        () -> {
          if (denied) {
            truth.dropped(pointer);
            throw Errors.service("AccessDenied", 403);
          }
          boolean varies = world.weather().strikes(Fault.POINTER_VARIES);
          return messages.put(
              varies ? PointerForms.draw(pointer, isFiltered(), world.random()) : pointer,
              carried());
        });
  }

  private boolean isFiltered() {
    return !scenario.sieve().patterns().isEmpty();
  }

  /** Attributes count as a message's bytes, so that none are where a message may have few. */
  private Carried carried() {
    return world.weather().has(Fault.QUEUE_SMALL)
        ? Carried.NOTHING
        : Carried.traced("%024d".formatted(messages.ever()));
  }

  /** Has the destination take nothing, or everything again. */
  void deny(boolean now) {
    world.note("the destination is " + (now ? "denied" : "allowed again"));
    denied = now;
  }

  /** Tells whether the operators share a journal. */
  boolean isTeam() {
    return team;
  }

  KnownJournals journals() {
    return journals;
  }

  TeamJournal teamJournal() {
    return teamJournal;
  }

  Strangers strangers() {
    return strangers;
  }

  JournalFiles journalFiles() {
    return journalFiles;
  }

  Forger forger() {
    return forger;
  }

  World world() {
    return world;
  }

  Scenario scenario() {
    return scenario;
  }

  Payloads payloads() {
    return payloads;
  }

  Table table() {
    return table;
  }

  Truth truth() {
    return truth;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  Messages messages() {
    return messages;
  }

  StreamService service() {
    return service;
  }

  Shards shards() {
    return shards;
  }

  MappingHost mapping() {
    return mapping;
  }

  MappingChanges changes() {
    return changes;
  }

  Tools tools() {
    return tools;
  }

  SimulatedVault vault() {
    return vault;
  }
}

package io.weir.chaos.simulate;

import io.weir.replayer.archive.Vault;
import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.aws.DynamoDbStoreLookup;
import io.weir.replayer.aws.KinesisPut;
import io.weir.replayer.aws.KinesisStreamReader;
import io.weir.replayer.aws.LambdaFunctionCall;
import io.weir.replayer.aws.MappingFilters;
import io.weir.replayer.aws.SqsDeadLetterQueue;
import io.weir.replayer.aws.SqsLeases;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.Investigation;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.queue.DeadLetterQueue.Peek;
import io.weir.replayer.queue.DeadLetterQueue.QueueException;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.LambdaRoute;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamRoute;
import io.weir.replayer.route.TableProof;
import io.weir.replayer.run.Actor;
import io.weir.replayer.run.Apply;
import io.weir.replayer.run.Discard;
import io.weir.replayer.run.Pace;
import io.weir.replayer.run.Progress;
import io.weir.replayer.run.QueueRedeadletteredLookup;
import io.weir.replayer.run.RedriveLimits;
import io.weir.replayer.run.RedriveServices;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.Reread;
import io.weir.replayer.run.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The production replayer, put together as its commands do, over one set of clients. */
record Tools(
    World world,
    Scenario scenario,
    Seams seams,
    Clients clients,
    Habits habits,
    Optional<Vault> vault,
    Archive archive,
    FileCopies copies) {

  static final Duration LEASE = Duration.ofMinutes(2);

  /** How long the route to the stream waits for a proof. */
  static final Duration CONFIRM = Duration.ofSeconds(20);

  private static final int EVERYTHING = 10_000;
  private static final int BATCH = 10;

  /** The services, as the replayer calls them. */
  record Clients(
      KinesisClient stream,
      DynamoDbClient table,
      SqsClient queue,
      LambdaClient function,
      Search search) {}

  /** Looks at the queue. */
  Peek peek() throws QueueException {
    return new SqsDeadLetterQueue(clients.queue(), Queue.URL, () -> false).peek(EVERYTHING);
  }

  /** Recovers and examines everything. */
  List<ExaminedLetter> examine(List<Letter> letters, Optional<Duration> retention)
      throws InterruptedException {
    List<ExaminedLetter> examined = new ArrayList<>();
    new Investigation(recoverer(), Examiner.ofOurs(table()), filter())
        .run(letters, retention, () -> {}, examined::add);
    return examined;
  }

  /** The mapping's filter, as Lambda tells it. */
  MappingFilter filter() {
    return seams.mappingFilter(new MappingFilters(clients.search().services(), world::note));
  }

  Recoverer recoverer() {
    return recoverer(habits.reading().bounds(), habits.reading().trust());
  }

  /** Returns one that also takes from the vault, if the operator uses one. */
  private Recoverer recoverer(Bounds bounds, Trust trust) {
    Recoverer stream = ofStream(bounds, trust);
    return vault.map(copies -> stream.orFrom(new VaultCopies(copies))).orElse(stream);
  }

  Recoverer ofStream(Bounds bounds, Trust trust) {
    return new Recoverer(
            seams.reader(new KinesisStreamReader(clients::stream)),
            trust,
            bounds,
            new ReadPace(habits.reading().readsPerSecond(), world.time(), world::pause),
            world.time())
        .trusting(seams.archive(archive))
        .on(count -> new SameThread(world));
  }

  /** Returns the tools as an operator with these habits uses them. */
  Tools of(Habits other, Vault rescued, FileCopies file) {
    Optional<Vault> used = other.fromVault() ? Optional.of(rescued) : Optional.empty();
    return new Tools(world, scenario, seams, clients, other, used, archive, file);
  }

  /** Returns the table, if it is named. */
  Optional<StoreLookup> table() {
    return habits.looks() ? Optional.of(lookup()) : Optional.empty();
  }

  StoreLookup lookup() {
    return new DynamoDbStoreLookup(clients::table, Table.NAME, world::pause);
  }

  LetterQueue letters() {
    return seams.letters(new SqsLeases(clients.queue(), Queue.URL));
  }

  Discard discard() {
    int[] asked = {0};
    BooleanSupplier stop = () -> ++asked[0] > habits.patience();
    return new Discard(letters(), habits.lease(), world::pause, stop, pulse());
  }

  /** Applies a plan. */
  Report apply(Plan plan, Apply.Start start) throws InterruptedException, IOException {
    Path file = Files.createTempFile("weir-copies", ".ndjson");
    int[] asked = {0};
    BooleanSupplier stop = () -> ++asked[0] > habits.patience();
    try (Route route = route(plan, stop, file)) {
      RedriveServices means =
          new RedriveServices(
              seams.route(route),
              habits.looks() ? seams.proof(new TableProof(lookup())) : Proof.NONE,
              new Pace(20, world.time(), world::pause),
              stop,
              Progress.NONE);
      RedriveLimits rules =
          new RedriveLimits(habits.ramp(), habits.attempts(), stopAfter(), habits.lease());
      return new Apply(letters(), reread(), means, rules, world::pause)
          .beatingBy(pulse())
          .filteredBy(filter())
          .run(plan, start);
    } finally {
      Files.delete(file);
    }
  }

  /** Some go on whatever fails, some stop at once; the last operator uses the default. */
  private int stopAfter() {
    boolean differs = world.weather().has(Fault.HABITS) && habits.attempts() < Cleanup.ATTEMPTS;
    return differs
        ? List.of(0, 1, RedriveLimits.STOP_AFTER).get(world.random().nextInt(3))
        : RedriveLimits.STOP_AFTER;
  }

  private Route route(Plan plan, BooleanSupplier stop, Path file) throws IOException {
    return switch (plan.route()) {
      case "stream" ->
          new StreamRoute(
              new KinesisPut(clients.stream(), StreamService.ARN),
              StreamService.STREAM,
              plan.records().anyMatch(record -> record.expected() != null),
              new StreamRoute.Waiting(
                  CONFIRM,
                  world.time(),
                  world::pause,
                  stop,
                  new QueueRedeadletteredLookup(letters(), reread())));
      case "file" -> copies.open(file);
      default ->
          new LambdaRoute(
              new LambdaFunctionCall(clients.function(), FunctionHost.ARN),
              clients.search().role(),
              BATCH,
              seams.reports(clients.search().reports()));
    };
  }

  /** Reads letters as they are now. */
  private Reread reread() {
    return reread(recoverer(Bounds.LARGE, habits.reading().trust()));
  }

  /** Brings letters back of which the stream alone says what it still has. */
  Restore restore() {
    return new Restore(letters(), reread(ofStream(Bounds.LARGE, Reading.ofStream())));
  }

  private static Reread reread(Recoverer recoverer) {
    return leased ->
        recoverer.recover(
            leased.stream().map(Leased::toLetter).toList(), Optional.empty(), () -> {});
  }

  /** A pulse that is a strand of the process that has it. */
  Pulse pulse() {
    return (period, beat) -> {
      KillableProcess process = world.time().current().process();
      boolean[] over = {false};
      world
          .time()
          .spawn(
              "pulse",
              () -> {
                world.time().current().enter(process);
                world.pause(period);
                while (!over[0]) {
                  beat.run();
                  world.pause(period);
                }
              });
      return () -> over[0] = true;
    };
  }

  static Actor actor(String name) {
    return new Actor(name, "simulated");
  }
}

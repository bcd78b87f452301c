package io.weir.chaos.simulate;

import io.weir.event.EventSettings;
import io.weir.replayer.app.ApplySettings;
import io.weir.replayer.app.Interruption;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.Ports;
import io.weir.replayer.app.Reading;
import io.weir.replayer.app.Replayer;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.aws.DynamoDbStoreLookup;
import io.weir.replayer.aws.KinesisPut;
import io.weir.replayer.aws.KinesisStreamReader;
import io.weir.replayer.aws.LambdaFunctionCall;
import io.weir.replayer.aws.MappingFilters;
import io.weir.replayer.aws.SqsQueue;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Copies;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamPut;
import io.weir.replayer.run.Discard;
import io.weir.replayer.run.Progress;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.RunStart;
import io.weir.replayer.run.RunStart.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The services that the production replayer calls, for an operator with some habits. */
final class Tools implements Ports {

  static final Duration LEASE = Duration.ofMinutes(2);

  /** How long the route to the stream waits for a proof. */
  static final Duration CONFIRM = Duration.ofSeconds(20);

  private static final int EVERYTHING = 10_000;
  private static final int BATCH = 10;

  private final World world;
  private final Seams seams;
  private final Clients clients;
  private final Archive archive;
  private final Belongings belongings;

  /** The services, as the replayer calls them. */
  record Clients(
      KinesisClient stream,
      DynamoDbClient table,
      SqsClient queue,
      LambdaClient function,
      Search search) {}

  /** What an operator has of his own: ways to work, a vault, a file of copies. */
  record Belongings(Habits habits, Optional<Vault> vault, FileCopies copies) {}

  Tools(World world, Seams seams, Clients clients, Archive archive, Belongings belongings) {
    this.world = world;
    this.seams = seams;
    this.clients = clients;
    this.archive = archive;
    this.belongings = belongings;
  }

  /** Returns the tools as an operator with these habits uses them. */
  Tools of(Habits habits, Vault rescued, FileCopies file) {
    Optional<Vault> used = habits.aims().fromVault() ? Optional.of(rescued) : Optional.empty();
    return new Tools(world, seams, clients, archive, new Belongings(habits, used, file));
  }

  Seams seams() {
    return seams;
  }

  Clients clients() {
    return clients;
  }

  private Habits habits() {
    return belongings.habits();
  }

  @Override
  public LetterQueue queue(String url) {
    return seams.letters(new SqsQueue(clients.queue(), url));
  }

  @Override
  public StreamReader stream() {
    return seams.reader(new KinesisStreamReader(clients::stream));
  }

  @Override
  public StoreLookup table(String name) {
    return new DynamoDbStoreLookup(clients::table, name, world::pause);
  }

  @Override
  public Proof proof(String table, Judge judge) {
    return seams.proof(Ports.super.proof(table, judge));
  }

  @Override
  public MappingFilter filter() {
    return seams.mappingFilter(new MappingFilters(clients.search().services(), world::note));
  }

  @Override
  public CalledFunction function(String arn, List<String> streams) {
    return new CalledFunction(
        seams.functionCall(new LambdaFunctionCall(clients.function(), arn)),
        clients.search().role(),
        seams.reports(clients.search().reports()));
  }

  @Override
  public StreamPut put(String arn) {
    return new KinesisPut(clients.stream(), arn);
  }

  @Override
  public Route file(Path path) {
    try {
      return belongings.copies().open(Files.createTempFile("weir-copies", ".ndjson"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Archive archive(Supplier<List<Entry>> journal) {
    return seams.archive(archive);
  }

  @Override
  public void note(String text) {
    world.note(text);
  }

  /** Returns the replayer as this operator starts it. */
  Replayer replayer() {
    Copies copies = belongings.vault().<Copies>map(VaultCopies::new).orElse(Copies.NONE);
    return replayer(habits().reading().bounds(), habits().reading().trust(), copies);
  }

  private Replayer replayer(Bounds bounds, Trust trust, Copies copies) {
    Optional<String> table = habits().looks() ? Optional.of(Table.NAME) : Optional.empty();
    return Replayer.of(
            new Pipeline(
                Optional.of(Queue.URL),
                trust,
                List.of(FunctionHost.ARN),
                table,
                Optional.of(EventSettings.DEFAULT)),
            this)
        .reading(new Reading(bounds, habits().reading().readsPerSecond(), copies, true))
        .clock(world.time())
        .pause(world::pause)
        .pulse(pulse())
        .threads(count -> new SameThread(world))
        .build()
        .trusting(seams.archive(archive));
  }

  /** Recovers from the stream alone, for an operator who names other things. */
  Recoverer ofStream(Bounds bounds, Trust trust) {
    return replayer(bounds, trust, Copies.NONE).recoverer();
  }

  /** Looks at the queue. */
  Peek peek() {
    return queue(Queue.URL).peek(EVERYTHING);
  }

  /** Recovers and examines everything. */
  List<ExaminedLetter> examine(List<Letter> letters, Optional<Duration> retention)
      throws InterruptedException {
    List<ExaminedLetter> examined = new ArrayList<>();
    replayer().examine(letters, retention, () -> {}, examined::add);
    return examined;
  }

  Discard.Result discard(List<Discard.Item> items, boolean purge, RunStart start)
      throws InterruptedException {
    return replayer().discard(items, purge, start, habits().lease(), interruption());
  }

  /** Ends a run once it was asked often enough whether to go on. */
  private Interruption interruption() {
    int[] questions = {0};
    return new Interruption(() -> ++questions[0] > habits().pace().patience(), world::pause);
  }

  Report apply(Plan plan, RunStart start) throws InterruptedException {
    Habits.Pace pace = habits().pace();
    RedriveLimits limits =
        new RedriveLimits(pace.ramp(), pace.attempts(), stopAfter(), habits().lease());
    ApplySettings settings = new ApplySettings(20, limits, BATCH, CONFIRM, Progress.NONE);
    return replayer().apply(plan, start, settings, interruption());
  }

  /** Some go on whatever fails, some stop at once; the last operator uses the default. */
  private int stopAfter() {
    boolean differs =
        world.weather().has(Fault.HABITS) && habits().pace().attempts() < Cleanup.ATTEMPTS;
    return differs
        ? List.of(0, 1, RedriveLimits.STOP_AFTER).get(world.random().nextInt(3))
        : RedriveLimits.STOP_AFTER;
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

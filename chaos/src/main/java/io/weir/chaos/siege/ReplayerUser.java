package io.weir.chaos.siege;

import io.weir.chaos.siege.SiegeSettings.Deployment;
import io.weir.local.books.Pause;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A person on call: runs one command of the replayer after the other. What is done is written down
 * in the table that all share, and at times in a file of which the others know nothing.
 */
final class ReplayerUser {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration BETWEEN = Duration.ofMillis(300);
  private static final int USAGE = 2;
  private static final int KILLED = 128 + 9;
  private static final String NO_LIMIT = "--max-attempts=1000000";
  private static final String ATTEMPTS = "--max-attempts=3";
  private static final String BUCKET =
      "--from=s3://" + BucketContents.BUCKET + "/" + BucketContents.PREFIX;

  /** One command in this many is written into the operator's own journal file. */
  private static final int OWN_JOURNAL = 4;

  /** One redrive in this many is planned first and applied later. */
  private static final int REVIEWED = 4;

  private static final int LONGEST_REVIEW_MILLIS = 3_000;
  private static final int STALE = 6;
  private static final String PLAN = "plan";
  private static final String APPLY = "apply";

  /** Where everything is; a plan knows it. */
  private static final List<String> SOURCE =
      List.of(
          "--queue=" + Stack.QUEUE,
          "--stream=" + Stack.STREAM,
          "--function=" + Stack.FUNCTION,
          "--table=" + Stack.TABLE,
          "--limit=5000");

  private static final List<String> ACTING =
      List.of("--yes", "--reason=siege", "--rps=500", "--batch-size=50", "--lease=20s");

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("inspect"),
          List.of("rescue"),
          redrive(ATTEMPTS),
          redrive(ATTEMPTS),
          redrive(ATTEMPTS, "--fix-raw", "--fix=" + Workload.REPAIR),
          redrive(ATTEMPTS, "--fix-raw", "--fix=" + Workload.REPAIR),
          List.of("discard", "--cause=NOT_UTF8", "--reason=siege: no text", "--yes"));

  private final int number;
  private final Deployment deployment;
  private final List<List<String>> commands;
  private final SplittableRandom random;
  private final Pause pause;
  private final Map<String, Integer> ends = new TreeMap<>();
  private @Nullable JarProcess running;
  private int plans;

  /**
   * Begins.
   *
   * @param number tells operators apart, from 0; number 1 uses the routes stream and file, too
   */
  ReplayerUser(int number, Deployment deployment, SplittableRandom random, Pause pause) {
    this.number = number;
    this.deployment = deployment;
    this.commands = new ArrayList<>(COMMANDS);
    if (number == 1) {
      String fix = "--fix=" + Workload.REPAIR;
      commands.add(redrive(ATTEMPTS, "--via=stream", "--confirm-within=10s"));
      commands.add(redrive(ATTEMPTS, "--via=stream", "--confirm-within=10s", "--fix-raw", fix));
      commands.add(redrive(ATTEMPTS, "--via=stream", "--confirm-within=10s", "--fix-raw", fix));
      commands.add(redrive(ATTEMPTS, "--via=file", "--to=" + file("route.ndjson")));
    }
    if (deployment.destination() == Destination.S3) {
      commands.add(List.of("inspect", BUCKET));
      commands.add(List.of("rescue", BUCKET));
    }
    this.random = random;
    this.pause = pause;
  }

  /** Returns the command at work, if there is one just now. */
  synchronized Optional<JarProcess> running() {
    return Optional.ofNullable(running).filter(JarProcess::isAlive);
  }

  /** Returns how often each command has ended with each exit code. */
  synchronized Map<String, Integer> ends() {
    return new TreeMap<>(ends);
  }

  /**
   * Works at random until it is over; commands may fail, for the wire does, but none may be wrong.
   *
   * @param endpoint where the replayer sends its calls
   */
  void work(URI endpoint, BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      boolean own = random.nextInt(OWN_JOURNAL) == 0;
      if (random.nextInt(REVIEWED) == 0) {
        planAndApply(endpoint, own);
      } else {
        run(endpoint, commands.get(random.nextInt(commands.size())), own);
      }
      pause.of(BETWEEN);
    }
  }

  /** Makes a plan, which waits for a while and may be edited; then applies it. */
  private void planAndApply(URI endpoint, boolean own) throws InterruptedException {
    Path plan = file("reviewed-%d.json".formatted(plans++));
    run(endpoint, List.of(PLAN, ATTEMPTS, "--out=" + plan), own);
    if (!Files.exists(plan)) {
      return; // the command failed, or was killed before that
    }
    pause.of(Duration.ofMillis(random.nextInt(LONGEST_REVIEW_MILLIS)));
    int edit = random.nextInt(3);
    if (edit == 0) {
      EditedPlan.read(plan).edit();
    } else if (edit == 1) {
      EditedPlan.read(plan).forge(random);
    }
    List<String> apply = new ArrayList<>(List.of(APPLY, plan.toString(), ATTEMPTS));
    apply.addAll(ACTING);
    int exitCode = run(endpoint, apply, own);
    if (edit == 0) {
      require(exitCode, Set.of(STALE, KILLED), APPLY);
    }
  }

  /** Ends the command at work. */
  void abandon() throws InterruptedException {
    Optional<JarProcess> command = running();
    if (command.isPresent()) {
      command.get().kill();
    }
  }

  /**
   * Redrives what can be stored, repaired where a repair helps, and discards the rest. Nothing can
   * be removed from a bucket: there it reads every object and copies what it holds. It uses a
   * journal that knows nothing of what others have claimed.
   *
   * @throws IllegalStateException if a command fails, although nothing is in its way any more
   */
  void tidyUp(URI endpoint) throws InterruptedException {
    require(run(endpoint, List.of("inspect"), true), Set.of(0), "inspect");
    if (deployment.destination() == Destination.S3) {
      require(run(endpoint, List.of("inspect", BUCKET), true), Set.of(0), "inspect");
      require(run(endpoint, List.of("rescue", BUCKET), true), Set.of(0), "rescue");
    }
    List<String> redrive = redrive(NO_LIMIT, "--fix-raw", "--fix=" + Workload.REPAIR);
    require(run(endpoint, redrive, true), Set.of(0, 3), "redrive");
    List<String> discard = List.of("discard", "--all", "--reason=siege: stays poison", "--yes");
    require(run(endpoint, discard, true), Set.of(0), "discard");
  }

  private void require(int exitCode, Set<Integer> good, String command) {
    if (!good.contains(exitCode)) {
      throw new IllegalStateException(
          "replayer %s ended with %d; see %s"
              .formatted(command, exitCode, JarProcess.errors(log(command))));
    }
  }

  /** Runs a command to its end, which may be sudden, and returns its exit code. */
  private int run(URI endpoint, List<String> command, boolean own) throws InterruptedException {
    JarProcess process = start(endpoint, command, own);
    if (!process.endsWithin(LONGEST)) {
      process.kill();
      throw new IllegalStateException(
          "replayer " + command.get(0) + " did not end within " + LONGEST);
    }
    int exitCode = process.exitCode();
    synchronized (this) {
      ends.merge(
          name(command) + (exitCode == KILLED ? " killed" : " " + exitCode), 1, Integer::sum);
    }
    if (exitCode == USAGE) {
      throw new IllegalStateException(
          "the command line was wrong: "
              + command
              + "; see "
              + JarProcess.errors(log(command.get(0))));
    }
    return exitCode;
  }

  private synchronized JarProcess start(URI endpoint, List<String> command, boolean own) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of("--region=" + AwsClients.REGION, "--endpoint-url=" + endpoint, "--read-rate=5"));
    if (!command.get(0).equals(APPLY)) {
      arguments.addAll(SOURCE);
    }
    if (command.contains("--yes") || command.get(0).equals(PLAN)) {
      Journals journals = new Journals(deployment.directory());
      arguments.add("--journal=" + (own ? journals.own(number) : Journals.shared()));
      arguments.add("--actor=operator-" + number);
    }
    if (command.get(0).equals("redrive")) {
      arguments.add("--out=" + file("plan-%d.json".formatted(plans++)));
    }
    if (command.get(0).equals("rescue")) {
      arguments.add("--to=" + file("rescued"));
    }
    running =
        JarProcess.start(deployment.jars().replayer(), List.of(), arguments, log(command.get(0)));
    return running;
  }

  /** Returns the command's name, and its route if it is not the usual one. */
  private static String name(List<String> command) {
    return command.stream()
        .filter(it -> it.startsWith("--via="))
        .map(via -> command.get(0) + " " + via)
        .findFirst()
        .orElse(command.get(0));
  }

  private Path log(String command) {
    return file(command + ".log");
  }

  private Path file(String name) {
    return deployment.directory().resolve("replayer-" + number + "-" + name);
  }

  private static List<String> redrive(String... options) {
    List<String> command = new ArrayList<>(List.of("redrive"));
    command.addAll(ACTING);
    command.addAll(List.of(options));
    return List.copyOf(command);
  }
}

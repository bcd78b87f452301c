package io.weir.chaos.siege;

import java.net.URI;
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

/** The person on call: runs one command of the replayer after the other, all with one journal. */
final class Operator {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration BETWEEN = Duration.ofMillis(300);
  private static final int USAGE = 2;
  private static final int KILLED = 128 + 9;
  private static final String NO_LIMIT = "--max-attempts=1000000";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("inspect"),
          List.of("rescue"),
          redrive("--max-attempts=3"),
          redrive("--max-attempts=3"),
          redrive("--max-attempts=3", "--fix-raw", "--fix=" + PlannedRecord.REPAIR),
          redrive("--max-attempts=3", "--fix-raw", "--fix=" + PlannedRecord.REPAIR),
          List.of("discard", "--cause=NOT_UTF8", "--reason=siege: no text", "--yes"));

  private final SiegeSettings settings;
  private final SplittableRandom random;
  private final Pause pause;
  private final Map<String, Integer> ends = new TreeMap<>();
  private @Nullable JarProcess running;

  Operator(SiegeSettings settings, SplittableRandom random, Pause pause) {
    this.settings = settings;
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

  /** Returns where the replayer writes down what it does. */
  Path journal() {
    return settings.directory().resolve("journal.ndjson");
  }

  /**
   * Works at random until it is over; commands may fail, for the wire does, but none may be wrong.
   *
   * @param endpoint where the replayer sends its calls
   */
  void work(URI endpoint, BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      run(endpoint, COMMANDS.get(random.nextInt(COMMANDS.size())));
      pause.of(BETWEEN);
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
   * Brings home what can be, repaired where a repair helps, and discards the rest.
   *
   * @throws IllegalStateException if a command fails, although nothing is in its way any more
   */
  void tidyUp(URI endpoint) throws InterruptedException {
    require(run(endpoint, List.of("inspect")), Set.of(0), "inspect");
    List<String> redrive = redrive(NO_LIMIT, "--fix-raw", "--fix=" + PlannedRecord.REPAIR);
    require(run(endpoint, redrive), Set.of(0, 3), "redrive");
    List<String> discard = List.of("discard", "--all", "--reason=siege: stays poison", "--yes");
    require(run(endpoint, discard), Set.of(0), "discard");
  }

  private void require(int exitCode, Set<Integer> good, String command) {
    if (!good.contains(exitCode)) {
      throw new IllegalStateException(
          "replayer %s ended with %d; see %s"
              .formatted(command, exitCode, JarProcess.errors(log(command))));
    }
  }

  /** Runs a command to its end, which may be sudden, and returns its exit code. */
  private int run(URI endpoint, List<String> command) throws InterruptedException {
    JarProcess process = start(endpoint, command);
    if (!process.endsWithin(LONGEST)) {
      process.kill();
      throw new IllegalStateException(
          "replayer " + command.get(0) + " did not end within " + LONGEST);
    }
    int exitCode = process.exitCode();
    synchronized (this) {
      ends.merge(
          command.get(0) + (exitCode == KILLED ? " killed" : " " + exitCode), 1, Integer::sum);
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

  private synchronized JarProcess start(URI endpoint, List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of(
            "--queue=" + Stack.QUEUE,
            "--stream=" + Stack.STREAM,
            "--function=" + Stack.FUNCTION,
            "--table=" + Stack.TABLE,
            "--region=" + AwsClients.REGION,
            "--endpoint-url=" + endpoint,
            "--read-rate=5",
            "--limit=5000"));
    if (command.contains("--yes")) {
      arguments.add("--journal=" + journal());
    }
    if (command.get(0).equals("rescue")) {
      arguments.add("--to=" + settings.directory().resolve("rescued"));
    }
    running =
        JarProcess.start(
            settings.jars().replayer(),
            List.of("-XX:TieredStopAtLevel=1"),
            arguments,
            log(command.get(0)));
    return running;
  }

  private Path log(String command) {
    return settings.directory().resolve("replayer-" + command + ".log");
  }

  private static List<String> redrive(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "redrive",
                "--yes",
                "--reason=siege",
                "--rps=500",
                "--batch-size=50",
                "--lease=20s"));
    command.addAll(List.of(options));
    return List.copyOf(command);
  }
}

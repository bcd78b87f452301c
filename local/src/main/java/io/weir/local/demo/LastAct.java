package io.weir.local.demo;

import io.weir.local.books.Discarded;
import io.weir.local.demo.Replayer.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the person on call does about the dead letters: looks at them, redrives what is good and,
 * repaired, what is malformed, and discards the rest for a reason.
 */
public final class LastAct {

  private static final String REASON = "the tour: nothing more can be made of these";
  private static final String RECORDS_A_SECOND = "500";
  private static final String ALL_READS = "5";

  private final Replayer replayer;
  private final Stage stage;
  private final Path journal;
  private final Consumer<String> story;

  /**
   * Prepares it.
   *
   * @param journal a file that is not there yet, where the replayer writes down what it does
   * @param story receives each command and what it printed
   */
  public LastAct(Replayer replayer, Stage stage, Path journal, Consumer<String> story) {
    this.replayer = replayer;
    this.stage = stage;
    this.journal = journal;
    this.story = story;
  }

  /**
   * Plays it.
   *
   * @return what the journal says to be discarded
   * @throws IllegalStateException if a command ends otherwise than it has to
   */
  public Discarded play() {
    look();
    act(
        List.of(
            "redrive",
            "--reason",
            "the table is back; poison is wrapped",
            "--rps",
            RECORDS_A_SECOND,
            "--fix-raw",
            "--fix",
            Workload.REPAIR),
        List.of("--yes", "--batch-size", "100"));
    act(List.of("discard", "--all", "--reason", REASON), List.of("--yes"));
    return Discarded.read(List.of(journal), List.of());
  }

  private void look() {
    Ran ran = run(List.of("inspect"));
    tell(List.of("inspect"), ran.output());
  }

  /** Shows of what is printed only how it ended: the plan and its repairs fill pages. */
  private void act(List<String> command, List<String> unsaid) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(unsaid);
    whole.addAll(List.of("--journal", journal.toString()));
    String ended =
        run(whole)
            .output()
            .lines()
            .filter(line -> line.startsWith("records: ") || line.startsWith("messages: "))
            .collect(Collectors.joining("\n"));
    tell(command, ended);
  }

  private Ran run(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--queue", stage.queueUrl(), "--stream", stage.stream()));
    arguments.addAll(List.of("--read-rate", ALL_READS)); // there is no live traffic to spare
    arguments.addAll(List.of("--function", stage.function(), "--table", stage.table()));
    Ran ran = replayer.run(arguments.toArray(String[]::new));
    if (ran.exitCode() != 0) {
      throw new IllegalStateException(
          "replayer " + command.get(0) + " ended with " + ran.exitCode() + ":\n" + ran.output());
    }
    return ran;
  }

  private void tell(List<String> command, String output) {
    story.accept("$ replayer " + String.join(" ", quoted(command)) + "\n" + output);
  }

  private static List<String> quoted(List<String> command) {
    return command.stream().map(word -> word.contains(" ") ? "'" + word + "'" : word).toList();
  }
}

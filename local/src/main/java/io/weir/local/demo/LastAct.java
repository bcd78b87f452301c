package io.weir.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.demo.Replayer.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the person on call does about the dead letters: looks at them, redrives what is good and,
 * repaired, what is malformed, and discards the rest for a reason.
 */
public final class LastAct {

  private static final JsonMapper JSON = new JsonMapper();
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
   * @return the hashes of the bytes that were archived when they were discarded, by position
   * @throws IllegalStateException if a command ends otherwise than it has to
   */
  public Map<String, String> play() {
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
            Repair.FILTER),
        List.of("--yes", "--batch-size", "100"));
    act(List.of("discard", "--all", "--reason", REASON), List.of("--yes"));
    return discarded();
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

  /** The journal holds each discarded message as a line of an export, payloads included. */
  private Map<String, String> discarded() {
    Map<String, String> hashes = new HashMap<>();
    try {
      for (String line : Files.readAllLines(journal)) {
        JsonNode entry = JSON.readTree(line).path("entry");
        if (entry.path("effect").asText().equals("archived")) {
          for (JsonNode record : JSON.readTree(entry.path("letter").asText()).path("records")) {
            hashes.put(
                record.path("shardId").asText() + "/" + record.path("sequenceNumber").asText(),
                AcceptedRecord.sha256(Base64.getDecoder().decode(record.path("data").asText())));
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the journal is no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hashes;
  }
}

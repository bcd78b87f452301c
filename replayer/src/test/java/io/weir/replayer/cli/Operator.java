package io.weir.replayer.cli;

import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator who runs commands on a queue in this JVM, with a journal and a place of their own.
 */
final class Operator implements AutoCloseable {

  private final LocalServices services;
  private String number = "";
  private String queue = "";
  private String url = "";
  private Path temp = Path.of("");

  Operator(Service... others) {
    services = new LocalServices(others);
  }

  /** Makes a stream with one record. */
  void start() {
    services.createStream("EventStream");
    number =
        services.put("EventStream", "{\"eventId\":\"e1\"}".getBytes(StandardCharsets.UTF_8)).get(0);
  }

  /** Makes an empty queue, which all following commands are about. */
  void begin(String name, Path directory) {
    temp = directory;
    queue = name;
    url = services.createQueue(name);
  }

  String queue() {
    return queue;
  }

  LocalServices services() {
    return services;
  }

  /** Puts a pointer to the record into the queue, and returns its id. */
  String letter() {
    return message(Shell.pointer("EventStream", number));
  }

  /** Puts any message into the queue, and returns its id. */
  String message(String body) {
    return new Shell(services).send(url, body);
  }

  /** Hides what is in the queue from all receivers. */
  void hold(Duration time) {
    services
        .clients()
        .sqs()
        .receiveMessage(
            it ->
                it.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout((int) time.toSeconds()));
  }

  /** Where redrive and plan write the records. */
  Path copies() {
    return temp.resolve("copies.ndjson");
  }

  Path file() {
    return temp.resolve("plan.json");
  }

  /** Where it is written down; its name is one that a shell has to be told about. */
  Path journal() {
    return temp.resolve("the team's journal.ndjson");
  }

  Shell.Result redrive(String... more) {
    return about("redrive", "--yes", more);
  }

  Shell.Result plan(String... more) {
    return about("plan", "--no-decoder", more);
  }

  private Shell.Result about(String command, String option, String... more) {
    List<String> all = new ArrayList<>(List.of(command, option, "--queue", queue));
    all.addAll(List.of("--stream", "EventStream", "--via", "file", "--to", copies().toString()));
    all.addAll(List.of("--setting", "defaults"));
    all.addAll(List.of("--out", file().toString(), "--journal", journal().toString()));
    all.addAll(List.of(more));
    return run(all);
  }

  /** Runs a command against these services. */
  Shell.Result run(List<String> arguments) {
    return new Shell(services).run(arguments.toArray(String[]::new));
  }

  @Override
  public void close() {
    services.close();
  }
}

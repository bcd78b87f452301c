package io.weir.replayer.cli;

import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Somebody who runs commands on a queue in this JVM, with a journal and a place of their own. */
final class Operator implements AutoCloseable {

  private final LocalServices services;
  private String number = "";
  private String queue = "";
  private String url = "";
  private Path temp = Path.of("");

  /** What a command has ended with. */
  record Result(int exit, String out, String err) {}

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
    return message(
        """
        {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",\
        "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
        "timestamp":"2026-11-24T00:00:09Z","KinesisBatchInfo":{"shardId":"shardId-000000000000",\
        "startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"2126-11-24T00:00:01Z",\
        "approximateArrivalOfLastRecord":"2126-11-24T00:00:03Z","batchSize":1,\
        "streamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/EventStream"}}"""
            .formatted(number, number));
  }

  /** Puts any message into the queue, and returns its id. */
  String message(String body) {
    return services
        .clients()
        .sqs()
        .sendMessage(it -> it.queueUrl(url).messageBody(body))
        .messageId();
  }

  /** Takes what is in the queue out of everybody's sight. */
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

  Result redrive(String... more) {
    return about("redrive", "--yes", more);
  }

  Result plan(String... more) {
    return about("plan", "--no-decoder", more);
  }

  private Result about(String command, String option, String... more) {
    List<String> all = new ArrayList<>(List.of(command, option, "--queue", queue));
    all.addAll(List.of("--stream", "EventStream", "--via", "file", "--to", copies().toString()));
    all.addAll(List.of("--out", file().toString(), "--journal", journal().toString()));
    all.addAll(List.of(more));
    return run(all);
  }

  /** Runs a command against these services. */
  Result run(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    return literally(all);
  }

  /** Runs a command as it is. */
  static Result literally(List<String> arguments) {
    return literally(arguments, Surroundings.PROCESS);
  }

  /** Runs a command as it is, somewhere. */
  static Result literally(List<String> arguments, Surroundings surroundings) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Commands.commandLine(surroundings)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exit = commands.execute(arguments.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  @Override
  public void close() {
    services.close();
  }
}

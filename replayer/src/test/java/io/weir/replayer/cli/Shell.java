package io.weir.replayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs commands against services in this JVM, and puts letters into their queues. */
record Shell(LocalServices services) {

  /** What a command has said, and how it has ended. */
  record Result(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    return plain(all.toArray(String[]::new));
  }

  /** Runs a command without saying where the services are. */
  static Result plain(String... arguments) {
    return run(Optional.empty(), arguments);
  }

  /** Runs such a command until a time comes. */
  static Result until(Instant stopAt, String... arguments) {
    return run(Optional.of(stopAt), arguments);
  }

  private static Result run(Optional<Instant> stopAt, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), stopAt, true);
    int exit = Commands.commandLine(console).execute(arguments);
    return new Result(exit, out.toString(), err.toString());
  }

  /** Sends a message, and returns its id. */
  String send(String url, String body) {
    return services
        .clients()
        .sqs()
        .sendMessage(it -> it.queueUrl(url).messageBody(body))
        .messageId();
  }

  /** Returns a pointer at one record. */
  static String pointer(String stream, String number) {
    return """
        {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",\
        "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
        "timestamp":"2026-11-24T00:00:09Z","KinesisBatchInfo":{"shardId":"shardId-000000000000",\
        "startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"2126-11-24T00:00:01Z",\
        "approximateArrivalOfLastRecord":"2126-11-24T00:00:03Z","batchSize":1,\
        "streamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/%s"}}"""
        .formatted(number, number, stream);
  }

  /** Returns how many messages can be received. */
  int waiting(String url) {
    String name = "ApproximateNumberOfMessages";
    return Integer.parseInt(
        services
            .clients()
            .sqs()
            .getQueueAttributes(it -> it.queueUrl(url).attributeNamesWithStrings(name))
            .attributesAsStrings()
            .getOrDefault(name, "-1"));
  }
}

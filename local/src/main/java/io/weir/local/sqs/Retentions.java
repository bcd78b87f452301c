package io.weir.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How long queues say that they keep a message. ElasticMQ takes the attribute and does not answer
 * it, so it is kept here, and put into the answers: what {@code CreateQueue} or {@code
 * SetQueueAttributes} said, and four days otherwise (SQS-42).
 *
 * <p>No message expires by it: it only appears in the answers about a queue.
 */
final class Retentions {
  private static final String NAME = "MessageRetentionPeriod";
  private static final String FOUR_DAYS = "345600";
  private static final String END = "</GetQueueAttributesResult>";
  private static final JsonMapper JSON = new JsonMapper();

  private final Optional<Path> file;
  private final Properties seconds = new Properties();

  private Retentions(Optional<Path> file) {
    this.file = file;
  }

  static Retentions inMemory() {
    return new Retentions(Optional.empty());
  }

  /** Keeps them in a directory that is there. */
  static Retentions storedIn(Path directory) {
    Path file = directory.resolve("retentions.properties");
    Retentions retentions = new Retentions(Optional.of(file));
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file, UTF_8)) {
        retentions.seconds.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return retentions;
  }

  /** Learns from a request that went well, and completes the answer to one that asks. */
  synchronized Reply through(Request request, Reply reply) {
    if (reply.status() != 200) {
      return reply;
    }
    SqsCall call = SqsCall.of(request);
    switch (call.action()) {
      case "CreateQueue", "SetQueueAttributes" -> learn(call);
      case "DeleteQueue" -> forget(call);
      case "GetQueueAttributes" -> {
        return call.asksFor(NAME) ? completed(call, reply) : reply;
      }
      default -> {
        return reply;
      }
    }
    return reply;
  }

  private void learn(SqsCall call) {
    String value = call.attributes().get(NAME);
    if (value != null && !value.equals(seconds.setProperty(call.queue(), value))) {
      save();
    }
  }

  private void forget(SqsCall call) {
    if (seconds.remove(call.queue()) != null) {
      save();
    }
  }

  private Reply completed(SqsCall call, Reply reply) {
    String value = seconds.getProperty(call.queue(), FOUR_DAYS);
    String text = new String(reply.body(), UTF_8);
    String more =
        text.contains(END)
            ? text.replace(
                END,
                "<Attribute><Name>%s</Name><Value>%s</Value></Attribute>%s"
                    .formatted(NAME, value, END))
            : json(text, value);
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("x-amz-crc32"));
    return new Reply(reply.status(), headers, more.getBytes(UTF_8));
  }

  private static String json(String text, String value) {
    try {
      JsonNode answer = JSON.readTree(text);
      if (answer instanceof ObjectNode object) {
        object.withObject("/Attributes").put(NAME, value);
      }
      return JSON.writeValueAsString(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save() {
    if (file.isEmpty()) {
      return;
    }
    Path draft = file.get().resolveSibling("retentions.draft");
    try {
      try (Writer out = Files.newBufferedWriter(draft, UTF_8)) {
        seconds.store(out, null);
      }
      Files.move(draft, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Attributes of queues that ElasticMQ does not answer, or refuses to change: they are kept here,
 * and put into the answers. They are what {@code CreateQueue} or {@code SetQueueAttributes} said,
 * and AWS's defaults otherwise (SQS-42, SQS-63).
 *
 * <p>No message expires by them, and none is encrypted.
 */
final class KeptAttributes {
  private static final String RETENTION = "MessageRetentionPeriod";
  private static final String ENCRYPTION = "SqsManagedSseEnabled";
  private static final Map<String, String> DEFAULTS =
      Map.of(RETENTION, "345600", ENCRYPTION, "true");
  private static final String END = "</GetQueueAttributesResult>";
  private static final JsonMapper JSON = new JsonMapper();

  private final Optional<Path> file;
  private final Properties values = new Properties();

  private KeptAttributes(Optional<Path> file) {
    this.file = file;
  }

  static KeptAttributes inMemory() {
    return new KeptAttributes(Optional.empty());
  }

  /** Keeps them in a directory that is there. */
  static KeptAttributes storedIn(Path directory) {
    Path file = directory.resolve("retentions.properties");
    KeptAttributes retentions = new KeptAttributes(Optional.of(file));
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file, UTF_8)) {
        retentions.values.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return retentions;
  }

  /** Returns a request without what ElasticMQ refuses, for it to answer. */
  static Request forElasticMq(Request request) {
    if (!SqsCall.of(request).action().equals("SetQueueAttributes")) {
      return request;
    }
    String body = new String(request.body(), UTF_8);
    String rest =
        body.startsWith("{")
            ? changed(body, answer -> answer.withObject("/Attributes").remove(ENCRYPTION))
            : withoutEncryption(body);
    return new Request(request.method(), request.path(), request.headers(), rest.getBytes(UTF_8));
  }

  private static String withoutEncryption(String form) {
    String name = "Name=" + ENCRYPTION;
    List<String> pairs = List.of(form.split("&", -1));
    Set<String> refused =
        pairs.stream()
            .filter(pair -> pair.endsWith(name))
            .map(pair -> pair.substring(0, pair.length() - name.length()))
            .collect(Collectors.toSet());
    return pairs.stream()
        .filter(pair -> refused.stream().noneMatch(pair::startsWith))
        .collect(Collectors.joining("&"));
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
        return completed(call, reply);
      }
      default -> {
        return reply;
      }
    }
    return reply;
  }

  private void learn(SqsCall call) {
    boolean changes = false;
    for (String name : DEFAULTS.keySet()) {
      String value = call.attributes().get(name);
      changes |= value != null && !value.equals(values.setProperty(key(call, name), value));
    }
    if (changes) {
      save();
    }
  }

  private void forget(SqsCall call) {
    if (DEFAULTS.keySet().stream().filter(name -> values.remove(key(call, name)) != null).count()
        > 0) {
      save();
    }
  }

  /** An older version kept one attribute, under the queue's name alone. */
  private static String key(SqsCall call, String name) {
    return name.equals(RETENTION) ? call.queue() : call.queue() + "/" + name;
  }

  private Reply completed(SqsCall call, Reply reply) {
    Map<String, String> more = new TreeMap<>(DEFAULTS);
    more.keySet().removeIf(name -> !call.asksFor(name));
    more.replaceAll((name, value) -> values.getProperty(key(call, name), value));
    String text = new String(reply.body(), UTF_8);
    String whole =
        text.contains(END)
            ? text.replace(END, xml(more) + END)
            : changed(text, answer -> more.forEach(answer.withObject("/Attributes")::put));
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("x-amz-crc32"));
    return new Reply(reply.status(), headers, whole.getBytes(UTF_8));
  }

  private static String xml(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(
            it ->
                "<Attribute><Name>%s</Name><Value>%s</Value></Attribute>"
                    .formatted(it.getKey(), it.getValue()))
        .collect(Collectors.joining());
  }

  private static String changed(String text, Consumer<ObjectNode> change) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json instanceof ObjectNode object) {
        change.accept(object);
      }
      return JSON.writeValueAsString(json);
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
        values.store(out, null);
      }
      Files.move(draft, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

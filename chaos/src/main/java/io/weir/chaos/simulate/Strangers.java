package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.plan.PlannedLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Messages of the queue that are no letters of this pipeline, and the law about them: they are
 * shown with a verdict, no redrive deletes one, nothing of one is handed to the function, a discard
 * keeps a copy, and a restore brings the same bytes back.
 */
final class Strangers implements Messages.Watcher, Archives.CopyWatcher {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String LAW = "strangers";
  private static final int MOST_AT_ONCE = 3;

  private final World world;
  private final Truth truth;
  private final Map<String, String> verdicts = new LinkedHashMap<>();
  private final Map<String, String> messages = new HashMap<>();
  private final Map<String, String> copies = new HashMap<>();
  private final Map<String, KillableProcess> archivers = new HashMap<>();

  Strangers(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
  }

  /** Other makers write into the queue. */
  void foreign(Messages queue) {
    for (int i = 1 + world.random().nextInt(MOST_AT_ONCE); i > 0; i--) {
      put(ForeignLetters.draw(world.random()), "MALFORMED", queue);
    }
  }

  /** Letters come that were broken on their way, or are those of another pipeline. */
  void malformed(Messages queue, Forger forger) {
    SplittableRandom random = world.random();
    List<AcceptedRecord> all = truth.all();
    for (int i = 1 + random.nextInt(MOST_AT_ONCE); i > 0 && !all.isEmpty(); i--) {
      AcceptedRecord known = all.get(random.nextInt(all.size()));
      if (random.nextInt(8) == 0) {
        put(BrokenLetters.ofAnotherPipeline(known, random.nextBoolean()), "REFUSED", queue);
      } else {
        put(new BrokenLetters(random, forger).draw(known), "MALFORMED", queue);
      }
    }
  }

  private void put(String body, String verdict, Messages queue) {
    verdicts.put(body, verdict);
    String id = queue.add(body, carried());
    world.note(() -> id + " is no letter of this pipeline");
  }

  /** What other senders put beside a body. Attributes count where a message may have few bytes. */
  private Carried carried() {
    int sort = world.random().nextInt(4);
    if (sort == 0 || world.weather().has(Fault.QUEUE_SMALL)) {
      return Carried.NOTHING;
    }
    MessageAttributeValue number =
        MessageAttributeValue.builder().dataType("Number.int").stringValue("7").build();
    MessageAttributeValue bytes =
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 10}))
            .build();
    return switch (sort) {
      case 1 -> new Carried(Map.of(), "Root=1-00000000-000000000000000000000000");
      case 2 -> new Carried(Map.of("bytes", bytes), "");
      default -> new Carried(Map.of("bytes", bytes, "number", number), "Root=1-0-0");
    };
  }

  @Override
  public void queued(String message, String body, Carried carried) {
    if (verdicts.containsKey(body)) {
      messages.put(message, body);
    }
    truth.queued(message, body, carried);
  }

  @Override
  public void deleting(String message) {
    KillableProcess process = world.time().current().process();
    if (isOne(message) && (process == null || process != archivers.get(message))) {
      violation("it is deleted by a run that has kept no copy", message);
    }
    truth.deleting(message);
  }

  @Override
  public void deleted(String message) {
    truth.deleted(message);
  }

  /** Tells whether a message is one of them. */
  boolean isOne(String message) {
    return messages.containsKey(message);
  }

  /** A discard has copied a message: with all of its bytes, and without any record. */
  @Override
  public void archived(String message, String line) {
    String body = messages.get(message);
    if (body == null) {
      return;
    }
    JsonNode copy = read(line);
    if (!body.equals(body(copy)) || !copy.path("records").isEmpty()) {
      violation("its copy is not what lay in the queue", message);
    }
    mayGo(message, body);
  }

  /** A person wants no copy of it. */
  @Override
  public void purging(String message) {
    if (isOne(message)) {
      mayGo(message, messages.getOrDefault(message, ""));
    }
  }

  private void mayGo(String message, String body) {
    copies.put(message, body);
    KillableProcess process = world.time().current().process();
    if (process != null) {
      archivers.put(message, process);
    }
  }

  @Override
  public void restored(String message, String newMessage) {
    String body = messages.get(message);
    if (body != null && !body.equals(messages.get(newMessage))) {
      violation("it came back with other bytes", message);
    }
    copies.remove(message);
  }

  /** A look shows them as what they are, and no plan does anything with one. */
  void shown(List<ExaminedLetter> examined, List<PlannedLetter> planned) {
    for (ExaminedLetter letter : examined) {
      String message = letter.recovery().letter().id();
      if (isOne(message)) {
        String verdict = verdicts.getOrDefault(messages.getOrDefault(message, ""), "");
        String detail = letter.recovery().verdict().detail();
        if (!letter.recovery().verdict().word().equals(verdict)
            || !letter.recovery().records().isEmpty()
            || detail.isBlank()
            || detail.contains(ForeignLetters.MARK)) {
          violation("it is shown as " + letter.recovery().verdict(), message);
        }
      }
    }
    for (PlannedLetter letter : planned) {
      if (isOne(letter.message()) && (letter.isActive() || !letter.records().isEmpty())) {
        violation("a plan does something with it", letter.message());
      }
    }
  }

  /** A replayer hands records to the function: none of them is what a letter has invented. */
  void delivering(byte[] event) {
    if (verdicts.isEmpty() && !world.weather().has(Fault.LETTER_FORGED)) {
      return;
    }
    for (JsonNode record : read(new String(event, StandardCharsets.UTF_8)).path("Records")) {
      String data = decoded(record.path("kinesis").path("data").asText());
      if (data.contains(Forger.INVENTED)) {
        violation("what it invents is handed to the function", record.path("eventID").asText());
      }
    }
  }

  /** All is over: the last operator has discarded each of them, and has its bytes. */
  void checkKept() {
    for (String body : verdicts.keySet()) {
      if (!copies.containsValue(body)) {
        violation("it is gone, and no journal has a copy: " + body, "a message of others");
      }
    }
  }

  private static String body(JsonNode copy) {
    return decoded(copy.path("message").path("body").asText());
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void violation(String what, String message) {
    truth.violation(new Violation(LAW, what, message));
  }
}

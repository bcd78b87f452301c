package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.event.EventSettings;
import io.weir.replayer.examine.Causes;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.Group;
import io.weir.replayer.examine.Investigation;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person who looks at dead letters and moves none: in the queue, without a selection; in a file
 * of exports, which may have been edited; in objects as Lambda writes them into a bucket. Each
 * record shown was put by a producer, is counted once, and has a known cause.
 */
record Onlooker(World world, Pipeline pipeline, Tools tools, Operator operator) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 5;

  /** Looks, in one of the ways. */
  void look() {
    operator.run(
        "look",
        () -> {
          Peek peek = tools.peek();
          switch (world.random().nextInt(4)) {
            case 0 -> atFirst(peek.letters());
            case 1 -> shown(peek.letters(), withoutNames(), ours());
            case 2 -> file(peek.letters());
            default -> bucket(peek.letters());
          }
        });
  }

  private Recoverer withoutNames() {
    return tools.ofStream(Bounds.DEFAULT, new Trust(Set.of(), Set.of()));
  }

  private Recoverer namingStreams() {
    return tools.ofStream(Bounds.DEFAULT, Reading.ofStream());
  }

  private Examiner ours() {
    return Examiner.ofOurs(tools.replayer().table(), new Judge(EventSettings.DEFAULT));
  }

  /** Stops after a drawn number of letters, and does not know what the function expects. */
  private void atFirst(List<Letter> letters) throws InterruptedException {
    int[] left = {world.random().nextInt(MOST)};
    Recoverer functionAlone =
        tools.ofStream(Bounds.DEFAULT, new Trust(Set.of(), Set.of(FunctionHost.ARN)));
    Recoverer some = world.random().nextBoolean() ? functionAlone : namingStreams();
    new Investigation(some, Examiner.ofOthers())
        .run(letters, Optional.empty(), () -> {}, seen -> left[0]-- > 0);
  }

  private List<ExaminedLetter> shown(List<Letter> letters, Recoverer recoverer, Examiner examiner)
      throws InterruptedException {
    List<ExaminedLetter> seen = new ArrayList<>();
    new Investigation(recoverer, examiner, tools.filter())
        .run(letters, Optional.empty(), () -> {}, seen::add);
    Summary summary = new Summary();
    seen.forEach(summary::add);
    new Expectations(pipeline.truth()).counted(summary, letters.size());
    for (Group group : summary.groups()) {
      if (!Causes.isOne(group.cause())) {
        operator.violation("accounting", "a cause that has no name: " + group.cause());
      }
    }
    Set<String> groups = summary.groups().stream().map(Group::cause).collect(Collectors.toSet());
    for (ExaminedLetter letter : seen) {
      if (!groups.containsAll(Summary.causes(letter))) {
        operator.violation("accounting", "a letter of a cause that is not told");
      }
      saysWhatItHas(letter.recovery());
      if (!isForged(letter.recovery().letter())) {
        letter.recovery().records().forEach(this::wasPut);
      }
    }
    return seen;
  }

  /** A whole range says how many more it holds than its batch had, and nothing if it is none. */
  private void saysWhatItHas(Recovery recovery) {
    JsonNode batch = isPlain(recovery) ? read(recovery.letter().body()) : JSON.nullNode();
    batch = batch.path("KinesisBatchInfo");
    if (batch.has("batchSize") && recovery.verdict().word().equals("COMPLETE")) {
      int more = recovery.records().size() - batch.path("batchSize").asInt();
      String detail = recovery.verdict().detail();
      if (more == 0 ? !detail.isEmpty() : !detail.startsWith(more + " more")) {
        operator.violation("accounting", "a range of %d more says: %s".formatted(more, detail));
      }
    }
  }

  /** A person who names a file accepts what it says, or its messages' bodies. */
  private boolean isForged(Letter letter) {
    String first = pipeline.truth().first(letter.id());
    return pipeline.strangers().isOne(letter.id())
        || (letter.receipt().isEmpty() && pipeline.forger().isForged(first));
  }

  private void wasPut(RecoveredRecord record) {
    BigInteger number = record.coordinates().sequenceNumber().value();
    AcceptedRecord known = pipeline.truth().records().find(record.coordinates().shardId(), number);
    boolean same =
        known != null
            && known.arrival().key().equals(record.partitionKey())
            && known.spec().isIn(Spec.sha256(record.payload().toArray()));
    if (!same) {
      operator.violation(
          "no invention", "he is shown what no producer put: " + record.coordinates());
    }
  }

  /** Exports them, with or without payloads; the file may be edited; then it is looked at. */
  private void file(List<Letter> letters) throws InterruptedException {
    Recoverer first = world.random().nextBoolean() ? withoutNames() : tools.replayer().recoverer();
    List<Letter> lines = new ArrayList<>();
    Map<String, Integer> edited = new LinkedHashMap<>();
    for (Recovery recovery : first.recover(letters, Optional.empty(), () -> {})) {
      Bytes line =
          ExportLine.of(
              recovery.letter(), recovery.verdict().word(), recovery.records(), world.now());
      boolean edits = isPlain(recovery) && world.random().nextInt(3) == 0;
      if (edits) {
        edited.put(recovery.letter().id(), 0);
      }
      lines.add(LetterReader.readFromFile(edits ? edited(line) : line));
    }
    operator.dealsWith(2 * lines.size());
    List<ExaminedLetter> seen =
        shown(lines, world.random().nextBoolean() ? namingStreams() : withoutNames(), ours());
    check(seen, edited, "an export that was edited");
  }

  /** An own pointer with records: what becomes of one that is edited is known. */
  private static boolean isPlain(Recovery recovery) {
    return recovery.letter().content() instanceof Pointer && !recovery.records().isEmpty();
  }

  /** Another stream, another shard, a number outside of the range, or a record twice. */
  private Bytes edited(Bytes line) {
    ObjectNode export = (ObjectNode) read(line);
    ArrayNode records = export.withArray("/records");
    ObjectNode record = (ObjectNode) records.get(world.random().nextInt(records.size()));
    switch (world.random().nextInt(5)) {
      case 0 -> record.put("streamArn", StreamService.ARN + "-of-others");
      case 1 -> record.put("shardId", "shardId-000000000099");
      case 2 -> record.put("sequenceNumber", "1");
      case 3 -> record.put("sequenceNumber", "9".repeat(100));
      default -> records.add(records.get(0).deepCopy());
    }
    return bytes(export.toString());
  }

  /** He looks at what the same pointers are in a bucket, with their payloads. */
  private void bucket(List<Letter> letters) throws InterruptedException {
    List<Letter> objects = new ArrayList<>();
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (Recovery recovery : namingStreams().recover(letters, Optional.empty(), () -> {})) {
      JsonNode pointer = isPlain(recovery) ? read(recovery.letter().body()) : JSON.nullNode();
      if (pointer.has("KinesisBatchInfo") && recovery.verdict().word().equals("COMPLETE")) {
        List<RecoveredRecord> records = new ArrayList<>(recovery.records());
        int believed = spoiled(records);
        ObjectNode object = ((ObjectNode) pointer).put("payload", payload(records).toString());
        if (world.random().nextInt(4) == 0) {
          object.set("payload", payload(records));
        }
        Letter letter = LetterReader.readFromFile(bytes(object.toString()));
        objects.add(letter);
        expected.put(letter.id(), believed);
      }
    }
    operator.dealsWith(2 * objects.size());
    check(shown(objects, namingStreams(), ours()), expected, "an object of a bucket");
  }

  /** Leaves them as they are, or takes or adds some; returns how many can be believed then. */
  private int spoiled(List<RecoveredRecord> records) {
    switch (world.random().nextInt(4)) {
      case 0 -> records.clear();
      case 1 -> {
        records.add(records.get(0));
        return 0;
      }
      case 2 -> records.remove(records.size() - 1);
      default -> {
        // They are whole.
      }
    }
    return records.size();
  }

  private static ObjectNode payload(List<RecoveredRecord> records) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode all = event.putArray("Records");
    for (RecoveredRecord record : records) {
      ObjectNode entry = all.addObject();
      entry.put(
          "eventID", record.coordinates().shardId() + ":" + record.coordinates().sequenceNumber());
      entry.put("eventSourceARN", record.coordinates().stream().toString());
      entry
          .putObject("kinesis")
          .put("sequenceNumber", record.coordinates().sequenceNumber().toString())
          .put("partitionKey", record.partitionKey())
          .put("approximateArrivalTimestamp", record.arrivedAt().toEpochMilli() / 1000.0)
          .put("data", Base64.getEncoder().encodeToString(record.payload().toArray()));
    }
    return event;
  }

  /** Of what cannot be believed no record is shown, and all of what can be. */
  private void check(List<ExaminedLetter> seen, Map<String, Integer> expected, String what) {
    for (ExaminedLetter letter : seen) {
      Recovery recovery = letter.recovery();
      Integer records = expected.get(recovery.letter().id());
      if (records != null && recovery.records().size() != records) {
        operator.violation(
            "no invention",
            "%s is shown with %d records instead of %d: %s"
                .formatted(what, recovery.records().size(), records, recovery.verdict()));
      }
    }
  }

  private static JsonNode read(Bytes json) {
    try {
      return JSON.readTree(json.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

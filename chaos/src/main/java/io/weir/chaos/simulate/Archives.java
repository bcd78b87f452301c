package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.recover.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The copies of letters that journals and the vault hold, read by code of the checker's own. */
final class Archives implements Archive {

  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final BiConsumer<String, String> restored;
  private final Set<String> lines = new HashSet<>();
  private final Originals originals;
  private final Map<String, List<Covered>> discards = new HashMap<>();
  private final Map<String, List<Covered>> copiesKept = new HashMap<>();
  private final Coverage discarded = new Coverage();
  private final Coverage kept = new Coverage();
  private final Coverage rescued = new Coverage();
  private final Coverage chosen = new Coverage();
  private CopyWatcher watcher = new CopyWatcher() {};

  /** Tells {@code restored} of the old and the new id of each message that was brought back. */
  Archives(World world, Originals originals, BiConsumer<String, String> restored) {
    this.world = world;
    this.originals = originals;
    this.restored = restored;
  }

  /** Sees what is taken out of the queue with a copy, and what comes back. */
  interface CopyWatcher {

    /** A journal has a copy of a message that is to be deleted. */
    default void archived(String message, String line) {}

    /** A message is to be deleted without a copy, as a person has asked for. */
    default void purging(String message) {}

    /** A message was brought back under another id. */
    default void restored(String message, String newMessage) {}
  }

  /** Registers the watcher that is told. */
  void watch(CopyWatcher other) {
    watcher = other;
  }

  /** A journal has taken lines. */
  void journal(byte[] lines) {
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n", -1)) {
      journal(line);
    }
  }

  /** A journal has taken a line. The last operator does not discard at will. */
  void journal(String line) {
    if (!line.contains("\"archived\"")
        && !line.contains("\"kept\"")
        && !line.contains("\"purging\"")
        && !line.contains("\"restored\"")) {
      return;
    }
    JsonNode all = read(line);
    JsonNode entry = all.has("entry") ? all.path("entry") : all;
    String message = entry.path("message").asText();
    switch (entry.path("effect").asText()) {
      case "archived" -> {
        watcher.archived(message, entry.path("letter").asText());
        discard(message, copied(entry));
      }
      case "purging" -> {
        watcher.purging(message);
        discard(message, originals.covered(message));
      }
      case "kept" -> {
        kept.remove(copiesKept.getOrDefault(message, List.of()));
        List<Covered> covered = copied(entry);
        copiesKept.put(message, covered);
        kept.add(covered);
      }
      case "restored" -> {
        back(message);
        kept.remove(copiesKept.getOrDefault(message, List.of()));
        copiesKept.remove(message);
        String now = entry.path("newMessage").asText();
        watcher.restored(message, now);
        restored.accept(message, now);
        originals.restored(message, now, this);
      }
      default -> {
        // Nothing else holds a letter.
      }
    }
  }

  private List<Covered> copied(JsonNode entry) {
    String letter = entry.path("letter").asText();
    lines.add(Spec.sha256(letter.getBytes(StandardCharsets.UTF_8)));
    return Covered.by(letter);
  }

  private void discard(String message, List<Covered> covered) {
    back(message);
    discards.put(message, covered);
    discarded.add(covered);
    KillableProcess process = world.time().current().process();
    if (process != null && !process.name().equals(Cleanup.OPERATOR)) {
      chosen.add(covered);
    }
  }

  private void back(String message) {
    List<Covered> before = discards.remove(message);
    if (before != null) {
      discarded.remove(before);
      chosen.remove(before);
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException("a journal's line that is no JSON: " + line, e);
    }
  }

  /** Operators know the archives of each other's journals. */
  @Override
  public boolean holds(Bytes line) {
    return lines.contains(line.sha256());
  }

  /** A copy of a letter is in the vault. */
  void rescued(String letter) {
    rescued.add(Covered.by(letter));
  }

  /** Tells whether a message was discarded with a copy, and not brought back. */
  boolean hasMessage(String message) {
    return discards.containsKey(message);
  }

  /** Tells whether a discarded letter has the record, and was not brought back. */
  boolean isDiscarded(AcceptedRecord known) {
    return discarded.covers(known);
  }

  /** Tells whether such a letter has the record's payload. */
  boolean isDiscardedWhole(AcceptedRecord known) {
    return discarded.carries(known);
  }

  /** Tells whether an operator chose to discard the record. */
  boolean isChosen(AcceptedRecord known) {
    return chosen.covers(known);
  }

  /** Tells whether a redrive that no table proves has kept the record. */
  boolean isKept(AcceptedRecord known) {
    return kept.carries(known);
  }

  /** Tells whether the vault has the payload. */
  boolean isRescued(AcceptedRecord known) {
    return rescued.carries(known);
  }
}

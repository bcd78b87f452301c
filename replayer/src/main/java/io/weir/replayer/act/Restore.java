package io.weir.replayer.act;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings discarded messages back into their queue.
 *
 * <p>Killed between the two entries of a message, the next start sends it again: a copy costs a
 * look, a missing one costs the record.
 *
 * @param queue the queue that they came from
 */
public record Restore(LetterQueue queue) {

  /** A message has at most 1 MiB (SQS-52). */
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Returns the archived messages that have not been brought back, by their ids, oldest first.
   *
   * <p>One that nobody noted as deleted is among them: a discard that was killed may have deleted
   * it all the same. If it is in the queue yet, it is there twice then, which the table sorts out.
   */
  public static Map<String, Entry.Archived> open(List<Entry> entries) {
    Map<String, Entry.Archived> open = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Archived one) {
        open.put(one.message(), one);
      } else if (entry instanceof Entry.Restored one) {
        open.remove(one.message());
      } else if (entry instanceof Entry.Purging one) {
        open.remove(one.message());
      }
    }
    return open;
  }

  /** Returns the messages that were ever archived, by their ids, oldest first. */
  public static Map<String, Entry.Archived> archived(List<Entry> entries) {
    Map<String, Entry.Archived> all = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Archived one) {
        all.put(one.message(), one);
      }
    }
    return all;
  }

  /** Sends them, and returns the new ids by the old ones. */
  public Map<String, String> run(List<Entry.Archived> letters, Apply.Start start) {
    Journal journal = start.journal();
    Map<String, String> ids = new LinkedHashMap<>();
    for (Entry.Archived letter : letters) {
      journal.write(
          List.of(new Entry.Restoring(start.clock().instant(), start.run(), letter.message())));
      String id = queue.send(body(letter));
      journal.write(
          List.of(new Entry.Restored(start.clock().instant(), start.run(), letter.message(), id)));
      ids.put(letter.message(), id);
    }
    return new LinkedHashMap<>(ids);
  }

  /**
   * A pointer comes back with its payloads in hand, since the stream may have forgotten them; every
   * other message as it was.
   */
  private static String body(Entry.Archived archived) {
    Bytes line = Bytes.of(archived.letter().getBytes(StandardCharsets.UTF_8));
    Letter letter = LetterReader.readFromFile(line);
    String original = new String(letter.body().toArray(), StandardCharsets.UTF_8);
    boolean pointer = LetterReader.read(letter.body()) instanceof Pointer;
    return pointer && line.size() <= MOST_BYTES ? archived.letter() : original;
  }

  /** Returns the runs' archived messages that were asked for, by the beginnings of their ids. */
  public static List<Entry.Archived> selected(
      Map<String, Entry.Archived> open, List<String> ids, String run) {
    List<Entry.Archived> selected = new ArrayList<>();
    for (Entry.Archived each : open.values()) {
      boolean named = ids.isEmpty() || ids.stream().anyMatch(each.message()::startsWith);
      if (named && (run.isEmpty() || each.run().equals(run))) {
        selected.add(each);
      }
    }
    return selected;
  }
}

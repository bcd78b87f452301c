package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
import io.weir.replayer.run.RedriveSetup.Reread;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings messages back into their queue of which the journal has a copy.
 *
 * <p>Killed between the two entries of a message, the next start sends it again: a copy costs a
 * look, a missing one costs the record.
 *
 * @param queue the queue that they came from
 * @param reread tells what the stream still has of a pointer
 */
public record Restore(LetterQueue queue, Reread reread) {

  /**
   * A copy of a message that is not in its queue any more.
   *
   * @param message its id
   * @param run the run that took it out
   * @param line the message as one line of an export
   */
  public record Copy(String message, String run, String line) {}

  /**
   * What became of the messages.
   *
   * @param ids the new ids by the old ones
   * @param kept why others were not sent, by their ids; their copies stay in the journal
   */
  public record Result(Map<String, String> ids, Map<String, String> kept) {}

  /**
   * Returns the discarded messages that have not been brought back, by their ids, oldest first.
   *
   * <p>One that was not noted as deleted is among them: a discard that was killed may have deleted
   * it all the same. If it is in the queue yet, it is there twice then, which the table sorts out.
   */
  public static Map<String, Copy> open(List<Entry> entries) {
    return copies(entries, false);
  }

  /** Returns the messages that a redrive without a table has deleted, by their ids. */
  public static Map<String, Copy> kept(List<Entry> entries) {
    return copies(entries, true);
  }

  private static Map<String, Copy> copies(List<Entry> entries, boolean ofRedrives) {
    Map<String, Copy> open = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (!ofRedrives && entry instanceof Entry.Archived one) {
        open.put(one.message(), new Copy(one.message(), one.run(), one.letter()));
      } else if (ofRedrives && entry instanceof Entry.Kept one) {
        open.put(one.message(), new Copy(one.message(), one.run(), one.letter()));
      } else if (entry instanceof Entry.Restored one) {
        open.remove(one.message());
      } else if (entry instanceof Entry.Purging one) {
        open.remove(one.message());
      }
    }
    return open;
  }

  /** Returns the messages that were ever archived, by their ids, oldest first. */
  public static Map<String, Copy> archived(List<Entry> entries) {
    Map<String, Copy> all = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Archived one) {
        all.put(one.message(), new Copy(one.message(), one.run(), one.letter()));
      } else if (entry instanceof Entry.Kept one) {
        all.put(one.message(), new Copy(one.message(), one.run(), one.letter()));
      }
    }
    return all;
  }

  /** Sends them, those that fit. */
  public Result run(List<Copy> copies, RunStart start) throws InterruptedException {
    start.began(new Entry.What(start.command(), "", queue.name(), copies.size(), 0), "");
    Result result = send(copies, start);
    start.ended("done", Map.of("restored", result.ids().size(), "kept", result.kept().size()));
    return result;
  }

  private Result send(List<Copy> copies, RunStart start) throws InterruptedException {
    Journal journal = start.journal();
    Map<String, String> ids = new LinkedHashMap<>();
    Map<String, String> kept = new LinkedHashMap<>();
    int largest = queue.largestMessage();
    for (Copy copy : copies) {
      Letter letter = LetterReader.readFromFile(bytes(copy.line()));
      String body = body(copy, letter);
      int size = bytes(body).size() + letter.attributes().size();
      if (size > largest) {
        kept.put(
            copy.message(),
            "has %d bytes, and the queue takes %d: raise its maximum message size"
                .formatted(size, largest));
        continue;
      }
      journal.write(
          List.of(new Entry.Restoring(start.clock().instant(), start.run(), copy.message())));
      String id = queue.send(body, letter.attributes());
      journal.write(
          List.of(new Entry.Restored(start.clock().instant(), start.run(), copy.message(), id)));
      ids.put(copy.message(), id);
    }
    return new Result(ids, kept);
  }

  /**
   * A message comes back as it was, if nothing is lost by that: all but a pointer carry what they
   * are, and a pointer is enough as long as the stream has its whole range. Else the copy goes,
   * with its payloads; if that does not fit, the pointer alone would lose them.
   */
  private String body(Copy copy, Letter letter) throws InterruptedException {
    String original = new String(letter.body().toArray(), StandardCharsets.UTF_8);
    boolean pointer = LetterReader.read(letter.body()) instanceof Pointer;
    boolean payloads =
        LetterReader.read(bytes(copy.line())) instanceof ExportedLetter exported
            && !exported.records().isEmpty();
    if (!pointer || !payloads) {
      return original;
    }
    Leased as = new Leased(copy.message(), "archived", original, letter.attributes());
    Recovery now = reread.read(List.of(as)).get(0);
    return now.verdict() instanceof RecoveryStatus.Complete ? original : copy.line();
  }

  /** Returns the streams that copies have records of. */
  public static Set<StreamArn> streams(List<Copy> copies) {
    Set<StreamArn> streams = new HashSet<>();
    for (Copy copy : copies) {
      if (LetterReader.read(bytes(copy.line())) instanceof ExportedLetter exported) {
        exported.records().forEach(record -> streams.add(record.coordinates().stream()));
      }
    }
    return streams;
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the copies that were asked for, by the beginnings of their messages' ids. */
  public static List<Copy> selected(Map<String, Copy> open, List<String> ids, String run) {
    List<Copy> selected = new ArrayList<>();
    for (Copy each : open.values()) {
      boolean named = ids.isEmpty() || ids.stream().anyMatch(each.message()::startsWith);
      if (named && (run.isEmpty() || each.run().equals(run))) {
        selected.add(each);
      }
    }
    return selected;
  }
}

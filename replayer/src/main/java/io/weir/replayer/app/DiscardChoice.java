package io.weir.replayer.app;

import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.run.Discard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a discard takes of the letters that were selected.
 *
 * <p>One that could not be read stays unless the operator names it: its copy would hold only a
 * pointer, while the payload may well be in the stream still.
 */
public final class DiscardChoice {

  private static final String UNREADABLE = "UNREADABLE";

  private final Selection selection;
  private final Instant now;
  private final long held;
  private final List<Discard.Item> items = new ArrayList<>();
  private final Set<String> bare = new LinkedHashSet<>();
  private final Map<String, String> unread = new LinkedHashMap<>();

  /**
   * Nothing is chosen yet.
   *
   * @param now the time of the copies
   * @param held how many messages other receivers hold, so that they could not be looked at
   */
  public DiscardChoice(Selection selection, Instant now, long held) {
    this.selection = selection;
    this.now = now;
    this.held = held;
  }

  /** Takes a letter, or leaves it. */
  public void add(ExaminedLetter examined) {
    if (!selection.takesWhole(examined)) {
      return;
    }
    Letter letter = examined.recovery().letter();
    if (examined.recovery().verdict().word().equals(UNREADABLE) && !namesUnreadable()) {
      unread.put(letter.id(), "could not be read");
      return;
    }
    if (letter.content() instanceof Pointer && examined.recovery().records().isEmpty()) {
      bare.add(letter.id());
    }
    items.add(item(examined, now));
  }

  private boolean namesUnreadable() {
    return !selection.letters().isEmpty()
        || selection.causes().stream().anyMatch(UNREADABLE::equalsIgnoreCase);
  }

  private static Discard.Item item(ExaminedLetter examined, Instant now) {
    Letter letter = examined.recovery().letter();
    String line =
        new String(
            ExportLine.of(
                    letter,
                    examined.recovery().verdict().word(),
                    examined.recovery().records(),
                    now)
                .toArray(),
            StandardCharsets.UTF_8);
    return new Discard.Item(letter.id(), letter.body().sha256(), line);
  }

  /** Returns how many messages could not be looked at, because other receivers hold them. */
  public long held() {
    return held;
  }

  /** Returns what is to go. */
  public List<Discard.Item> items() {
    return items;
  }

  /** Returns how many of these messages are pointers of whose payload there is no copy. */
  public int bare(Set<String> messages) {
    return (int) messages.stream().filter(bare::contains).count();
  }

  /** Returns how many of those that are to go are pointers of whose payload there is no copy. */
  public int bare() {
    return bare.size();
  }

  /** Returns why others stay that were selected, by message id. */
  public Map<String, String> unread() {
    return unread;
  }
}

package io.weir.replayer.app;

import io.weir.replayer.examine.Causes;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.queue.LetterSource.Peek;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a selection names, held against what there is: a word that was mistyped must not look like
 * work that is done. Takes the letters one by one, so that none is kept for it.
 */
public final class SelectionCheck {

  private static final int MOST_EXAMPLES = 5;

  private final Selection selection;
  private final List<String> messages;
  private final Set<String> causes = new TreeSet<>();

  /** Ends the command if a name begins the ids of several letters. */
  public SelectionCheck(Selection selection, Peek peek) {
    this.selection = selection;
    this.messages = peek.letters().stream().map(Letter::id).toList();
    for (String beginning : selection.letters()) {
      long matches = messages.stream().filter(id -> id.startsWith(beginning)).count();
      if (matches > 1) {
        throw new ReplayerException(
            ReplayerException.Reason.WRONG,
            "%s is the beginning of %d messages' ids: say more of it"
                .formatted(beginning, matches));
      }
    }
  }

  /** Takes note of a letter that was examined. */
  public void saw(ExaminedLetter letter) {
    causes.addAll(Summary.causes(letter));
  }

  /** Tells whether letters are named, and all are there: then no other can be meant. */
  public boolean isAnswered() {
    return !selection.letters().isEmpty() && selection.absentLetters(messages).isEmpty();
  }

  /**
   * Ends the command if a letter that is named is not there, or if there can be no such cause. That
   * there is just now nothing of a cause is no mistake: a command that runs each night may say so.
   */
  public void check(Consumer<String> notes) {
    Set<String> letters = selection.absentLetters(messages);
    if (!letters.isEmpty()) {
      throw new ReplayerException(
          ReplayerException.Reason.WRONG,
          none()
              + " begins with "
              + or(letters)
              + there(messages.stream().map(Letter::shortId).toList()));
    }
    Set<String> absent = selection.absentCauses(causes);
    Set<String> unheardOf =
        absent.stream().filter(cause -> !Causes.isOne(cause)).collect(Collectors.toSet());
    if (!unheardOf.isEmpty()) {
      throw new ReplayerException(
          ReplayerException.Reason.WRONG,
          "no cause is called %s; they are %s, and codes such as NOT_JSON"
              .formatted(or(unheardOf), String.join(", ", Causes.words())));
    }
    if (!absent.isEmpty() && !messages.isEmpty()) {
      notes.accept(none() + " is of cause " + or(absent) + there(causes));
    }
  }

  private String none() {
    return "none of " + messages.size() + " messages";
  }

  private static String or(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(" or "));
  }

  private static String there(Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    int more = names.size() - MOST_EXAMPLES;
    return ": there "
        + (names.size() == 1 ? "is " : "are ")
        + names.stream().limit(MOST_EXAMPLES).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}

package io.weir.replayer.examine;

import io.weir.replayer.examine.Examiner.Question;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recovers and examines many letters, some at a time, so that the payloads of all of them need not
 * be in memory at once. What will be lost first comes first.
 */
public final class Investigation {

  private static final int AT_ONCE = 200;
  private static final int RECORDS_AT_ONCE = 20_000;

  private final Recoverer recoverer;
  private final Examiner examiner;
  private final MappingFilter filter;

  /** Makes an investigation that knows of no filter. */
  public Investigation(Recoverer recoverer, Examiner examiner) {
    this(recoverer, examiner, MappingFilter.NONE);
  }

  public Investigation(Recoverer recoverer, Examiner examiner, MappingFilter filter) {
    this.recoverer = recoverer;
    this.examiner = examiner;
    this.filter = filter;
  }

  /**
   * Goes through letters, the oldest records first.
   *
   * @param queueRetention how long the queue keeps a message, if that is known
   * @param progress is told after each letter; possibly by several threads
   * @param result takes each letter, once, and tells whether to go on
   * @throws InterruptedException if there is no reason to go on
   */
  public void run(
      List<Letter> letters,
      Optional<Duration> queueRetention,
      Runnable progress,
      Predicate<ExaminedLetter> result)
      throws InterruptedException {
    List<Letter> urgent = new ArrayList<>(letters);
    urgent.sort(Comparator.comparing(letter -> oldest(letter.content())));
    int to = 0;
    for (int from = 0; from < urgent.size(); from = to) {
      to = portion(urgent, from);
      List<Letter> some = urgent.subList(from, to);
      for (ExaminedLetter letter : examine(recover(some, queueRetention, progress))) {
        if (!result.test(letter)) {
          return;
        }
      }
    }
  }

  /** Returns where a portion ends: at 200 letters, or at about 20,000 records. */
  private static int portion(List<Letter> letters, int from) {
    int end = from;
    int records = 0;
    while (end < letters.size() && end - from < AT_ONCE && records < RECORDS_AT_ONCE) {
      records += records(letters.get(end++).content());
    }
    return end;
  }

  private static int records(DeadLetter content) {
    if (content instanceof ExportedLetter exported) {
      return records(exported.original());
    }
    return content instanceof Pointer pointer ? Math.max(1, pointer.range().batchSize()) : 1;
  }

  private List<Recovery> recover(
      List<Letter> letters, Optional<Duration> queueRetention, Runnable progress)
      throws InterruptedException {
    return recoverer.recover(letters, queueRetention, progress).stream()
        .map(recovery -> recovery.apart(examiner::events))
        .toList();
  }

  private List<ExaminedLetter> examine(List<Recovery> recoveries) {
    List<Question> questions = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (Recovery recovery : recoveries) {
      Optional<String> reason = formerReason(recovery.letter().content());
      recovery.events().forEach(event -> questions.add(new Question(event, reason)));
      ends.add(questions.size());
    }
    List<Examined> answers = examiner.examine(questions);
    List<ExaminedLetter> letters = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < recoveries.size(); i++) {
      Recovery recovery = recoveries.get(i);
      LeftOut out = LeftOut.of(recovery, filter);
      letters.add(new ExaminedLetter(recovery, out.mark(answers.subList(from, ends.get(i)))));
      from = ends.get(i);
    }
    return letters;
  }

  private static Optional<String> formerReason(DeadLetter content) {
    if (content instanceof ParkedRecord parked) {
      return Optional.of(parked.reason());
    }
    return content instanceof ExportedLetter exported
        ? formerReason(exported.original())
        : Optional.empty();
  }

  private static Instant oldest(DeadLetter content) {
    if (content instanceof Pointer pointer) {
      return pointer.range().firstArrival();
    }
    if (content instanceof ParkedRecord parked) {
      return parked.parkedAt();
    }
    return content instanceof ExportedLetter exported ? oldest(exported.original()) : Instant.MAX;
  }
}

package io.weir.replayer.route;

import io.weir.replayer.route.FunctionCall.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The route to the function itself: it is called as the mapping would call it, and its answer is
 * read as the mapping would read it. No other consumer of the stream sees anything.
 */
public final class LambdaRoute implements Route {

  /** A synchronous call's request has at most this many bytes (LAM-2). */
  private static final long LARGEST = 6_291_456;

  /** What is around the records of an event. */
  private static final long AROUND = 64;

  private final FunctionCall function;
  private final InvocationEvent event;
  private final int maxRecords;
  private final boolean reports;

  /**
   * A route to a function.
   *
   * @param roleArn the function's execution role; empty if it is not known
   * @param maxRecords the most records of one call, 1 to 10,000
   * @param reports whether the mapping has {@code ReportBatchItemFailures}; without it an answer
   *     says nothing, and only an error fails a batch (ESM-8)
   */
  public LambdaRoute(FunctionCall function, String roleArn, int maxRecords, boolean reports) {
    this.function = function;
    this.event = new InvocationEvent(roleArn);
    this.maxRecords = maxRecords;
    this.reports = reports;
  }

  @Override
  public String name() {
    return "lambda";
  }

  @Override
  public int maxRecords() {
    return maxRecords;
  }

  @Override
  public long maxBytes() {
    return LARGEST - AROUND;
  }

  @Override
  public long weight(Work work) {
    return event.of(List.of(work)).length;
  }

  @Override
  public List<Answer> send(List<Work> batch) {
    byte[] request = event.of(batch);
    if (request.length > LARGEST) {
      return all(batch, new Answer.Suspect("larger than a call of a function may be"));
    }
    Reply reply = function.invoke(request);
    if (reply instanceof Reply.Returned returned) {
      return reports ? returned(batch, returned.payload()) : all(batch, done());
    }
    if (reply instanceof Reply.Threw threw) {
      return all(batch, new Answer.Suspect("the function failed: " + threw.type()));
    }
    if (reply instanceof Reply.Throttled throttled) {
      return all(batch, new Answer.Throttled(throttled.code()));
    }
    return all(batch, new Answer.Lost("no answer of the function: " + ((Reply.Lost) reply).why()));
  }

  private static List<Answer> returned(List<Work> batch, byte[] payload) {
    List<String> numbers = batch.stream().map(work -> work.sequenceNumber().toString()).toList();
    FunctionAnswer answer = FunctionAnswer.read(payload, numbers);
    if (answer instanceof FunctionAnswer.AllFailed failed) {
      return all(batch, new Answer.Suspect(failed.why()));
    }
    if (answer instanceof FunctionAnswer.SomeFailed some) {
      List<Answer> answers = new ArrayList<>();
      boolean before = true;
      for (String number : numbers) {
        boolean reported = some.failed().contains(number);
        before &= !reported;
        answers.add(
            reported
                ? new Answer.Failed("the function reported it")
                : before ? done() : new Answer.NotReached());
      }
      return answers;
    }
    return all(batch, done());
  }

  private static Answer done() {
    return new Answer.Done("the function confirmed it");
  }

  private static List<Answer> all(List<Work> batch, Answer answer) {
    return Collections.nCopies(batch.size(), answer);
  }
}

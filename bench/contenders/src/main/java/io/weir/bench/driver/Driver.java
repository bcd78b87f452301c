package io.weir.bench.driver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Runs one handler, batch by batch, as it is told on standard input, and ends with it.
 *
 * <p>An order is a line {@code <kind> <events> <first> <times>}: what kind of batch, how many
 * events it has, the number of the first one, and how many such batches, each with numbers of its
 * own. The answer is a line of standard output that starts with {@link #ANSWER}; the handler's log
 * goes there too.
 */
public final class Driver {

  /** How a line starts that is an answer. */
  public static final String ANSWER = "= ";

  /**
   * Lambda hands over one batch at a time: many that wait are memory that the collector moves about
   * at the handler's expense. But one batch of a hundred is too little to measure by itself.
   */
  private static final int MOST_EVENTS_WAITING = 2_000;

  private final RequestHandler<KinesisEvent, StreamsEventResponse> handler;
  private final Context context = new LongContext();

  private Driver(RequestHandler<KinesisEvent, StreamsEventResponse> handler) {
    this.handler = handler;
  }

  /** Takes the handler's class. */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Driver driver = new Driver(handler(arguments[0]));
    int exitCode = 1;
    try {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        answers.println(ANSWER + driver.carryOut(order.split(" ")));
      }
      exitCode = 0;
    } catch (RuntimeException e) {
      answers.println(e + " at " + Arrays.toString(e.getStackTrace()));
      answers.println("cause: " + e.getCause());
    } finally {
      // A handler's own threads, as of a pool, would keep the process for good.
      System.exit(exitCode);
    }
  }

  @SuppressWarnings("unchecked")
  private static RequestHandler<KinesisEvent, StreamsEventResponse> handler(String name)
      throws ReflectiveOperationException {
    return Class.forName(name).asSubclass(RequestHandler.class).getConstructor().newInstance();
  }

  private String carryOut(String[] order) {
    Kind kind = Kind.valueOf(order[0]);
    int events = Integer.parseInt(order[1]);
    long first = Long.parseLong(order[2]);
    int times = Integer.parseInt(order[3]);
    Meter spent = Meter.ZERO;
    int failures = 0;
    int atOnce = Math.max(1, MOST_EVENTS_WAITING / events);
    for (int done = 0; done < times; done += atOnce) {
      List<KinesisEvent> batches =
          LongStream.range(done, Math.min(times, done + atOnce))
              .mapToObj(n -> Batches.of(kind, events, first + n * events))
              .toList();
      Meter before = Meter.read();
      for (KinesisEvent batch : batches) {
        failures += handler.handleRequest(batch, context).getBatchItemFailures().size();
      }
      spent = spent.plus(Meter.read().since(before));
    }
    return spent.numbers() + " " + failures;
  }
}

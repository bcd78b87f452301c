package io.weir.dynamodb.fault;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Admission;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.IndexDefinition.Throughput;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What goes wrong in an engine now: faults by a test's word, and tables whose capacity is enforced.
 * None to begin with. Any number of threads may call it.
 */
public final class Faults implements Admission {

  /** What one partition can take a second (DDB-45). */
  public static final Throughput PARTITION = new Throughput(3_000, 1_000);

  private static final ThreadLocal<Call> CALLS = new ThreadLocal<>();

  private final List<Running> all = new CopyOnWriteArrayList<>();
  private final Budgets budgets;

  /** Starts without any. */
  public Faults(InstantSource clock) {
    this.budgets = new Budgets(clock);
  }

  /** A fault that was started. */
  public final class Running {
    private final Fault fault;
    private final AtomicLong left;
    private final AtomicLong struck = new AtomicLong();

    private Running(Fault fault, long calls) {
      this.fault = fault;
      this.left = new AtomicLong(calls);
    }

    /** Returns how many requests it has struck. */
    public long struck() {
      return struck.get();
    }

    /** Ends it. */
    public void end() {
      all.remove(this);
    }

    /** Counts a request that it would strike, and says whether it does. */
    private boolean take(Call call) {
      if (call.struck.contains(this)) {
        return true;
      }
      if (left.getAndUpdate(it -> Math.max(0, it - 1)) == 0) {
        return false;
      }
      struck.incrementAndGet();
      call.struck.add(this);
      return true;
    }
  }

  /** A request that is under way. */
  private static final class Call {
    private final String operation;
    private final Set<Running> struck = new HashSet<>();
    private boolean lost;

    private Call(String operation) {
      this.operation = operation;
    }
  }

  /** Has a fault strike from now on, until it is ended. */
  public Running start(Fault fault) {
    return next(Long.MAX_VALUE, fault);
  }

  /** Has a fault strike this many requests, the next ones of those that it is for. */
  public Running next(long requests, Fault fault) {
    Running running = new Running(fault, requests);
    all.add(running);
    return running;
  }

  /**
   * Enforces a table's capacity from now on: what is provisioned, or the maximum of one that is
   * paid by request (DDB-44), and what a partition can take.
   */
  public void enforceCapacity(String table) {
    enforceCapacity(table, PARTITION);
  }

  /** Enforces a table's capacity, and that of each of its partitions. */
  public void enforceCapacity(String table, Throughput partition) {
    budgets.enforce(table, partition);
  }

  /** Ends all faults, and enforces no table's capacity any more. */
  public void clear() {
    all.clear();
    budgets.clear();
  }

  /**
   * Does a request's work.
   *
   * @throws DynamoDbException if a fault strikes it
   */
  public <T> T during(String operation, Supplier<T> work) {
    if (all.isEmpty()) {
      return work.get();
    }
    Call call = new Call(operation);
    for (Running running : all) {
      if (running.fault.strikesAtOnce() && running.fault.isOf(operation) && running.take(call)) {
        strike(running.fault.effect(), call);
      }
    }
    CALLS.set(call);
    T answer;
    try {
      answer = work.get();
    } finally {
      CALLS.remove();
    }
    if (call.lost) {
      throw DynamoDbException.internal("Internal server error");
    }
    return answer;
  }

  @Override
  public void admit(Access access) {
    Call call = all.isEmpty() ? null : CALLS.get();
    if (call != null) {
      for (Running running : all) {
        Fault fault = running.fault;
        if (!fault.strikesAtOnce()
            && fault.isOf(call.operation)
            && fault.strikes(access)
            && running.take(call)) {
          strike(fault.effect(), call);
          if (fault.effect() == Fault.Effect.THROTTLED) {
            throw Throttling.byWord(access);
          }
        }
      }
    }
    budgets.admit(access);
  }

  private static void strike(Fault.Effect effect, Call call) {
    switch (effect) {
      case FAILED -> throw DynamoDbException.internal("Internal server error");
      case UNAVAILABLE -> throw DynamoDbException.unavailable("Service is unavailable");
      case ANSWER_LOST -> call.lost = true;
      case THROTTLED -> {
        // Of items, which the caller knows.
      }
    }
  }

  @Override
  public void consumed(Access access, Supplier<Capacity> units) {
    budgets.consumed(access, units);
  }
}

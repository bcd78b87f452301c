package io.weir.chaos.simulate;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A line of work that waits in virtual time. It has a thread, which runs only when its turn is. */
final class Strand {

  private final String name;
  private final Semaphore turn = new Semaphore(0);
  private @Nullable KillableProcess process;
  private long sleeps;
  private boolean over;

  Strand(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Returns the process whose code it runs just now. */
  @Nullable KillableProcess process() {
    return process;
  }

  void enter(@Nullable KillableProcess now) {
    process = now;
  }

  /** Falls asleep; returns by which number it is to be woken. */
  long nextSleep() {
    return ++sleeps;
  }

  boolean sleepsFor(long number) {
    return !over && sleeps == number;
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  void awaitTurn() {
    turn.acquireUninterruptibly();
  }

  void giveTurn() {
    turn.release();
  }
}

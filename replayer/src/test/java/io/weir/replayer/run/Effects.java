package io.weir.replayer.run;

import io.weir.replayer.route.FunctionCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Numbers every effect of a process on the world, and lets the process die right before or right
 * after one of them. A dead process has no more effects.
 */
public final class Effects {

  private static final Turns ALONE =
      new Turns() {
        @Override
        public void await() {
          // it is always its turn
        }

        @Override
        public void told(String answer) {
          // and what it knows is not asked for
        }
      };

  private final int fatal;
  private final boolean before;
  private final List<String> seen = new ArrayList<>();
  private Turns turns = ALONE;
  private Set<String> own = Set.of();
  private String fatalName = "";
  private boolean dead;

  private Effects(int fatal, boolean before) {
    this.fatal = fatal;
    this.before = before;
  }

  /** A process that lives. */
  public static Effects harmless() {
    return new Effects(-1, true);
  }

  /** A process that waits for its turn before each effect; no process changes the stream. */
  static Effects inTurns(Turns turns) {
    Effects effects = harmless();
    effects.turns = turns;
    effects.own = Set.of("StreamReader");
    return effects;
  }

  /** One whose journal is its own, so that others do not see it. */
  static Effects inTurnsBesidesItsJournal(Turns turns) {
    Effects effects = inTurns(turns);
    effects.own = Set.of("LogFile", "StreamReader");
    return effects;
  }

  /** A process that dies right before the effect with this number, counted from 0. */
  public static Effects crashBefore(int effect) {
    return new Effects(effect, true);
  }

  /** A process that dies right before the first effect of this name. */
  static Effects crashBefore(String effect) {
    Effects effects = new Effects(-1, true);
    effects.fatalName = effect;
    return effects;
  }

  /** A process that dies right after the effect with this number. */
  public static Effects crashAfter(int effect) {
    return new Effects(effect, false);
  }

  /** A death of a process with this many effects: before or after one, all equally likely. */
  static Effects anyDeath(SplittableRandom random, int effects) {
    return death(random.nextInt(2 * effects));
  }

  /** The death with this number: a process with n effects has 2n, two around each. */
  static Effects death(int number) {
    return number % 2 == 0 ? crashBefore(number / 2) : crashAfter(number / 2);
  }

  /** Returns how many effects there were. */
  int count() {
    return seen.size();
  }

  /** Returns what they were, in their order. */
  List<String> seen() {
    return seen;
  }

  /**
   * Tells whether the process died right after this effect: its caller was not told that it was
   * done, so it may have been done by half.
   */
  boolean diedAfter(String effect) {
    return dead && !before && seen.get(seen.size() - 1).equals(effect);
  }

  /** Puts itself between a process and a part of the world. */
  public <T> T around(Class<T> port, T world) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> effect(port, world, method, arguments)));
  }

  private Object effect(Class<?> port, Object world, Method method, Object[] arguments)
      throws Throwable {
    if (dead) {
      throw new Crash("dead");
    }
    if (method.isDefault()) {
      return method.invoke(world, arguments); // what a port says of itself touches no world
    }
    boolean inTurns = !own.contains(port.getSimpleName());
    if (inTurns) {
      turns.await();
    }
    String name = port.getSimpleName() + "." + method.getName();
    boolean fatalNow = seen.size() == fatal || name.equals(fatalName);
    seen.add(name);
    if (fatalNow && before) {
      dead = true;
      throw new Crash("before " + method.getName());
    }
    Object result;
    try {
      method.setAccessible(true);
      result = method.invoke(world, arguments);
    } catch (InvocationTargetException e) {
      turns.told(String.valueOf(e.getTargetException()));
      throw e.getTargetException();
    }
    if (fatalNow) {
      dead = true;
      throw new Crash("after " + method.getName());
    }
    if (inTurns) {
      turns.told(text(result));
    }
    return result;
  }

  private static String text(Object answer) {
    return answer instanceof FunctionCall.Reply.Returned returned
        ? new String(returned.payload(), StandardCharsets.UTF_8)
        : String.valueOf(answer);
  }

  @Override
  public String toString() {
    return fatal < 0
        ? "no death"
        : (before ? "death before effect " : "death after effect ") + fatal;
  }
}

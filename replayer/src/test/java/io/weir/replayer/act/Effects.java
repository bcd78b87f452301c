package io.weir.replayer.act;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers every effect of a process on the world, and lets the process die right before or right
 * after one of them. A dead process has no more effects.
 */
public final class Effects {

  private final int fatal;
  private final boolean before;
  private final List<String> seen = new ArrayList<>();
  private Runnable step = () -> {};
  private String own = "";
  private boolean dead;

  private Effects(int fatal, boolean before) {
    this.fatal = fatal;
    this.before = before;
  }

  /** A process that lives. */
  public static Effects harmless() {
    return new Effects(-1, true);
  }

  /** A process that asks before each effect when its turn is. */
  public static Effects inTurns(Runnable step) {
    Effects effects = harmless();
    effects.step = step;
    return effects;
  }

  /** A process that asks before each effect that others can see: its journal is its own. */
  public static Effects inTurnsBesidesItsJournal(Runnable step) {
    Effects effects = inTurns(step);
    effects.own = "LogFile";
    return effects;
  }

  /** A process that dies right before the effect with this number, counted from 0. */
  public static Effects crashBefore(int effect) {
    return new Effects(effect, true);
  }

  /** A process that dies right after the effect with this number. */
  public static Effects crashAfter(int effect) {
    return new Effects(effect, false);
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
   * Tells whether the process died right after this effect: nobody was told that it was done, so it
   * may as well have been done by half.
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
            (proxy, method, arguments) -> {
              if (dead) {
                throw new Crash("dead");
              }
              if (!port.getSimpleName().equals(own)) {
                step.run();
              }
              boolean fatalNow = seen.size() == fatal;
              seen.add(port.getSimpleName() + "." + method.getName());
              if (fatalNow && before) {
                dead = true;
                throw new Crash("before " + method.getName());
              }
              Object result;
              try {
                method.setAccessible(true);
                result = method.invoke(world, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
              if (fatalNow) {
                dead = true;
                throw new Crash("after " + method.getName());
              }
              return result;
            }));
  }
}

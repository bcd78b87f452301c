package io.weir.replayer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a person before anything is changed; refuses where there is none. */
final class Consent {

  private final Console console;

  Consent(Console console) {
    this.console = console;
  }

  /** Asks a question that yes or no answers; ends the command unless it is yes. */
  void ask(String question, boolean yes) {
    if (yes) {
      return;
    }
    String answer = line(question + " [y/N] ", "add --yes").toLowerCase(Locale.ROOT);
    if (!answer.equals("y") && !answer.equals("yes")) {
      throw new Stop(Exit.OK, "nothing was done");
    }
  }

  /** Asks for a word to be typed, for what cannot be undone; {@code given} may hold it already. */
  void type(String question, String word, String given) {
    String answer =
        given.isEmpty()
            ? line(question + " Type " + word + " to go on: ", "add --confirm " + word)
            : given;
    if (!answer.equals(word)) {
      throw new Stop(Exit.USAGE, "that is not " + word + ": nothing was done");
    }
  }

  private String line(String question, String without) {
    if (!console.lasting() || !isTerminal(System.console())) {
      throw new Stop(
          Exit.USAGE, "refusing to act without asking, and there is no terminal: " + without);
    }
    console.err().print(question);
    console.err().flush();
    try {
      // Not closed: standard input belongs to the process.
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new Stop(Exit.FAILED, "the answer could not be read: " + e, e);
    }
  }

  /** Since JDK 22 there may be a console without a terminal behind it. */
  private static boolean isTerminal(java.io.@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(java.io.Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}

package io.weir.bench.measure;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Java process that takes orders on standard input, answers on standard output, and ends when we
 * do.
 */
public final class Child implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
  }

  /**
   * What to run.
   *
   * @param javaHome of the Java runtime
   * @param options of the virtual machine
   * @param classPath all that it can load
   * @param main the main class and its arguments
   * @param environment all of it: nothing is inherited
   */
  public record Command(
      Path javaHome,
      List<String> options,
      List<Path> classPath,
      List<String> main,
      Map<String, String> environment) {

    /** Returns the command line. */
    public List<String> line() {
      List<String> line = new ArrayList<>();
      line.add(javaHome.resolve("bin/java").toString());
      line.addAll(options);
      line.add("-cp");
      line.add(
          classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
      line.addAll(main);
      return line;
    }
  }

  /** Returns the class path that we run on ourselves. */
  public static List<Path> ourClassPath() {
    String path = System.getProperty("java.class.path");
    return List.of(path.split(File.pathSeparator, -1)).stream().map(Path::of).toList();
  }

  /** Starts one. What it writes to standard error goes with the rest. */
  public static Child start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.line()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return new Child(builder.start());
  }

  /** Writes a line to it. */
  public void order(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
  }

  /** Reads on until a line starts like this, and returns what follows. */
  public String answer(String start) throws IOException {
    List<String> last = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
      last.add(line);
      if (last.size() > 20) {
        last.remove(0);
      }
    }
    throw new EOFException("the process ended; it wrote last:\n" + String.join("\n", last));
  }

  /** Reads on until it has ended by itself. */
  public void ended() throws IOException {
    while (output.readLine() != null) {
      // What it still has to say is not for us.
    }
    end();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Lets it end, and makes it end where it does not. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private void end() {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}

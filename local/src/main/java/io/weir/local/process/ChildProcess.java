package io.weir.local.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that we started, a Java virtual machine or a {@link ShellCommand}: its output comes to
 * us line by line, and it ends when we do, even if we are killed.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process process;
  private final Output output;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  private ChildProcess(Process process, Output output) {
    this.process = process;
    this.output = output;
  }

  /**
   * What to run, and in what surroundings.
   *
   * @param javaHome of the Java runtime to run it with
   * @param options of the virtual machine
   * @param classPath all that the child can load; of Weir only {@link Lifeline} is added
   * @param mainClass with a public static {@code main}
   * @param arguments of the main class
   * @param directory the current directory
   * @param environment all of it: nothing is inherited
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the command line of java
  public record Command(
      Path javaHome,
      List<String> options,
      List<Path> classPath,
      String mainClass,
      List<String> arguments,
      Path directory,
      Map<String, String> environment) {

    public Command {
      options = List.copyOf(options);
      classPath = List.copyOf(classPath);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    private List<String> line(WorkDirectory work) throws IOException {
      List<String> line = new ArrayList<>();
      line.add(javaHome.resolve("bin").resolve("java").toString());
      line.addAll(options);
      line.add("-cp");
      line.add(
          Stream.concat(Stream.of(work.classPathOf(Lifeline.class)), classPath.stream())
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
      line.add(Lifeline.class.getName());
      line.add(work.path().toString());
      line.add(mainClass);
      line.addAll(arguments);
      return line;
    }
  }

  /**
   * Starts a child.
   *
   * @param work keeps the classes of Weir that the child needs; may be shared by several children,
   *     each of which deletes it when this process is gone
   * @param lines takes standard output and standard error, from a thread of the child's own
   */
  public static ChildProcess start(WorkDirectory work, Command command, Consumer<String> lines)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.line(work));
    builder.directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return start(builder, lines);
  }

  static ChildProcess start(ProcessBuilder builder, Consumer<String> lines) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    Output output = new Output(process.getInputStream(), lines);
    ChildProcess child = new ChildProcess(process, output);
    startThread("output-of-" + process.pid(), output);
    startThread("exit-of-" + process.pid(), child::watch);
    return child;
  }

  private static void startThread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits in a thread of its own: Process.onExit needs the common pool, which others may block. */
  private void watch() {
    try {
      exit.complete(process.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exit.completeExceptionally(e);
    }
  }

  /** The process, to look at or to kill. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Asks the system: a {@link Process} learns of its end from another thread, and may call a
   * process alive after a caller that waited for its handle has seen its end.
   */
  public boolean isAlive() {
    return process.toHandle().isAlive();
  }

  /** Completes with the exit code: 128 and the signal's number where a signal ended it. */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** Completes when all that the child has written until now has been handed on. */
  public CompletableFuture<Void> flushed() {
    CompletableFuture<Void> mark = output.expectMark();
    try {
      OutputStream line = process.getOutputStream();
      line.write('\n');
      line.flush();
    } catch (IOException broken) {
      // It is ending, and then the mark completes with the end of its output.
      return mark;
    }
    return mark;
  }

  /**
   * The most memory that it, or one of its children, ever held, in bytes, while they are alive and
   * where the system tells.
   */
  public OptionalLong peakMemory() {
    return Stream.concat(Stream.of(handle()), process.descendants())
        .flatMapToLong(it -> peakMemory(it.pid()).stream())
        .max();
  }

  private static OptionalLong peakMemory(long pid) {
    try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return status
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException | UncheckedIOException notHere) {
      return OptionalLong.empty();
    }
  }

  /** Ends it and its children at once, and waits until it is gone. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // Not Process.destroyForcibly: it closes the pipe, and with it goes what was written last.
    process.toHandle().destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

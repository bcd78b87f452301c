package io.weir.local.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Programs that the tests start. */
public final class Children {

  private Children() {}

  /** Prints its arguments, then sleeps. */
  public static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] arguments) throws InterruptedException {
      PrintStream out = System.out;
      out.println(String.join(" ", arguments));
      new CountDownLatch(1).await();
    }
  }

  /** Starts two sleepers in one directory, and prints what they are: the parent to kill. */
  public static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      WorkDirectory work = WorkDirectory.create("test");
      Files.createSymbolicLink(work.path().resolve("link"), Path.of(arguments[0]));
      PrintStream out = System.out;
      out.println(work.path());
      out.println(start(work, "up").handle().pid());
      out.println(start(work, "up").handle().pid());
      new CountDownLatch(1).await();
    }
  }

  static ChildProcess start(WorkDirectory work, String... arguments) throws IOException {
    return ChildProcess.start(work, command(work, Sleeper.class, List.of(arguments)), line -> {});
  }

  static ChildProcess.Command command(WorkDirectory work, Class<?> main, List<String> arguments) {
    return new ChildProcess.Command(
        Path.of(System.getProperty("java.home")),
        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + work.path()),
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList(),
        main.getName(),
        arguments,
        work.path(),
        Map.of("ONLY", "this"));
  }
}

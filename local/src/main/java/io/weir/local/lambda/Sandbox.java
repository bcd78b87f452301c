package io.weir.local.lambda;

import io.weir.local.lambda.RuntimeClient.Machine;
import io.weir.local.process.ChildProcess;
import io.weir.local.process.ShellCommand;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What a function's instances share on disk, and how one of them is started. */
final class Sandbox implements AutoCloseable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final FunctionSettings settings;
  private final Optional<JavaRuntime> java;
  private final List<Path> classPath = new ArrayList<>();
  private final WorkDirectory work;
  private final Optional<Path> nativeLibrary;
  private final Path taskRoot;
  private final AtomicLong instances = new AtomicLong();

  private Sandbox(FunctionSettings settings, Machine machine, WorkDirectory work)
      throws IOException {
    this.settings = settings;
    this.work = work;
    if (!settings.code().isJava()) {
      java = Optional.empty();
      nativeLibrary = Optional.empty();
      taskRoot = settings.code().location();
      return;
    }
    java = Optional.of(JavaRuntime.at(settings.host().javaHome()));
    nativeLibrary = RuntimeClient.unpackNativeLibrary(machine, work.path());
    if (nativeLibrary.isEmpty()) {
      classPath.add(RuntimeClient.unpackStandIn(work.directory("stand-in")));
    }
    classPath.addAll(RuntimeClient.classPath());
    taskRoot = Deployment.deploy(settings.code().location(), work.directory("task"));
  }

  /** Lays out what the function needs; runs nothing yet. */
  static Sandbox create(FunctionSettings settings, Machine machine) throws IOException {
    WorkDirectory work = WorkDirectory.create("lambda-" + settings.name());
    try {
      return new Sandbox(settings, machine, work);
    } catch (IOException | RuntimeException e) {
      work.close();
      throw e;
    }
  }

  /** Says whether AWS's runtime client runs with Weir's class in place of its native one. */
  boolean usesStandIn() {
    return java.isPresent() && nativeLibrary.isEmpty();
  }

  /** The identifier of the Lambda runtime that it runs on. */
  String runtime() {
    return java.map(JavaRuntime::identifier).orElse("provided.al2023");
  }

  /** An empty directory for one instance, which deletes it when it ends. */
  Path temporaryDirectory() throws IOException {
    return work.directory("tmp-" + instances.incrementAndGet());
  }

  /** Starts the runtime client with the function, or the command that is both. */
  ChildProcess start(Path temporary, String runtimeApi, Instant now, Consumer<String> lines)
      throws IOException {
    Map<String, String> environment = environment(temporary, runtimeApi, now);
    if (java.isEmpty()) {
      return new ShellCommand(settings.code().command(), taskRoot, environment).start(work, lines);
    }
    List<String> options =
        new ArrayList<>(java.get().options(settings.limits().memoryMb(), temporary));
    nativeLibrary.ifPresent(file -> options.add(RuntimeClient.NATIVE_LIBRARY_OPTION + file));
    return ChildProcess.start(
        work,
        new ChildProcess.Command(
            java.get().home(),
            options,
            classPath,
            RuntimeClient.MAIN_CLASS,
            List.of(settings.code().handler()),
            taskRoot,
            environment),
        lines);
  }

  /**
   * All variables of one instance; none of this process's environment is among them, but for a
   * command's PATH (LAM-3).
   */
  private Map<String, String> environment(Path temporary, String runtimeApi, Instant now) {
    Map<String, String> all = new LinkedHashMap<>();
    String path = "/usr/local/bin:/usr/bin:/bin";
    String ours = System.getenv("PATH"); // a command is found as in the user's own shell
    all.put("PATH", java.isPresent() || ours == null ? path : ours);
    all.put("LANG", "en_US.UTF-8");
    all.putAll(settings.environment());
    all.put("TZ", ":UTC");
    all.put("HOME", temporary.toString());
    all.put("TMPDIR", temporary.toString());
    all.put("_HANDLER", settings.code().handler());
    all.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.limits().memoryMb()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream(temporary, now));
    all.put("AWS_REGION", settings.host().region());
    all.put("AWS_DEFAULT_REGION", settings.host().region());
    all.put("AWS_ACCESS_KEY_ID", "local");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("AWS_SESSION_TOKEN", "local");
    return all;
  }

  private static String logStream(Path temporary, Instant now) {
    byte[] seed = (temporary + "@" + now).getBytes(StandardCharsets.UTF_8);
    String id = UUID.nameUUIDFromBytes(seed).toString().replace("-", "");
    return DAY.format(now) + "/[$LATEST]" + id;
  }

  @Override
  public void close() {
    work.close();
  }
}

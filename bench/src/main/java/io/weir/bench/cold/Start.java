package io.weir.bench.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.weir.bench.measure.Child;
import io.weir.bench.measure.Compilers;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.annotations.SdkInternalApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A way to start a function under AWS's runtime client, with the options of Lambda's own runtime.
 *
 * @param name as the table has it
 * @param code the function, as it would be deployed
 * @param handler its class
 * @param snapshot whether it is started as for SnapStart
 * @param options what is added to the virtual machine's options
 */
record Start(String name, List<Path> code, String handler, boolean snapshot, List<String> options) {

  /**
   * How long it took.
   *
   * @param initNanos from the process's start until the function was ready
   * @param resumeNanos from the restore until the event was handed over; nothing if there was none
   * @param firstNanos from the event until the first answer
   * @param cpuNanos what the process had used by then, on all processors
   */
  record Times(long initNanos, long resumeNanos, long firstNanos, long cpuNanos) {}

  Start fromSnapshot() {
    return new Start(name + ", from a snapshot", code, handler, true, options);
  }

  Start with(String newName, String option) {
    return new Start(
        newName,
        code,
        handler,
        snapshot,
        Stream.concat(options.stream(), Stream.of(option)).toList());
  }

  /** Starts it once, and ends it as soon as it has answered. */
  Times run(Path javaHome, Map<String, String> environment, byte[] event) throws IOException {
    try (RuntimeApi api = RuntimeApi.start(event)) {
      long begun = System.nanoTime();
      Process process = launch(javaHome, environment, api);
      try {
        long answered = api.answered();
        return new Times(
            api.ready() - begun, api.sent() - api.resumed(), answered - api.sent(), cpu(process));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static long cpu(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Starts it, lets it answer, and lets it end in peace: an AOT cache is written at the end. */
  void train(Path javaHome, Map<String, String> environment, byte[] event) throws IOException {
    try (RuntimeApi api = RuntimeApi.start(event)) {
      Process process = launch(javaHome, environment, api);
      api.answered();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the training run did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Process launch(Path javaHome, Map<String, String> environment, RuntimeApi api)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-Xmx460m", "-XX:+UseSerialGC"));
    all.addAll((snapshot ? Compilers.C1_AND_C2 : Compilers.C1).options());
    // Lambda's own line, but for -Xshare: where that is given, Java takes no AOT cache.
    all.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    all.addAll(options);
    List<Path> classPath = new ArrayList<>(runtimeClient());
    classPath.addAll(code);
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("_HANDLER", handler);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapshot ? "snap-start" : "on-demand");
    Child.Command command =
        new Child.Command(
            javaHome, all, classPath, List.of(AWSLambda.class.getName(), handler), variables);
    ProcessBuilder builder = new ProcessBuilder(command.line()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    api.watch(process);
    return process;
  }

  /** The jars that AWS's client consists of, from the own class path. */
  private static List<Path> runtimeClient() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Class<?> type :
        List.of(
            AWSLambda.class,
            Context.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class,
            SdkInternalApi.class)) {
      try {
        jars.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IOException("no place: " + type, e);
      }
    }
    return jars;
  }
}

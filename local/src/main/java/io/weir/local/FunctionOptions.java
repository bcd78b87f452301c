package io.weir.local;

import io.weir.local.console.FunctionLog;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.pipeline.Resources;
import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which function runs, as options. */
final class FunctionOptions {

  @Option(
      names = "--function",
      paramLabel = "JAR",
      description = "The function's jar. Default: Weir's own handler.jar")
  private Path jar = JarCommand.beside("../../handler/target/handler.jar");

  @Option(
      names = "--handler",
      paramLabel = "CLASS",
      defaultValue = "io.weir.handler.StreamHandler",
      description = "Its handler. Default: ${DEFAULT-VALUE}")
  private String handler = "";

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description =
          "A command in place of a jar, in any language, that speaks Lambda's runtime API, such as"
              + " 'python3 -m awslambdaric app.handler'. It runs in the current directory.")
  private @Nullable String command;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "512",
      description =
          "Memory, 128 to 10240: a jar's heap has 90 %% of it, a command is told it."
              + " Default: ${DEFAULT-VALUE}")
  private int memory;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "What an invocation may take, 1 to 900. Default: ${DEFAULT-VALUE}")
  private int timeout;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable for the function, such as POISON=park. May be repeated.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--function-log",
      paramLabel = "FILE",
      description = "Append the function's log to this file. Default: a temporary one")
  private @Nullable Path log;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the function that the options describe, or says which of them is wrong.
   *
   * @param ours variables that go over the user's
   */
  FunctionSettings settings(Map<String, String> ours) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putAll(ours);
    FunctionSettings named =
        Optional.ofNullable(command)
            .map(text -> FunctionSettings.ofCommand(Resources.FUNCTION, runnable(text)))
            .orElseGet(this::ofJar);
    FunctionSettings limited =
        told(
            "--timeout",
            () ->
                told("--memory", () -> named.withMemoryMb(memory))
                    .withTimeout(Duration.ofSeconds(timeout)));
    FunctionSettings all = told("--env", () -> limited.withEnvironment(variables));
    all.problem()
        .ifPresent(
            problem -> {
              throw wrong("--function: " + problem);
            });
    return all;
  }

  /** Returns what an invocation may take. */
  Duration timeout() {
    return Duration.ofSeconds(timeout);
  }

  private FunctionSettings ofJar() {
    Path code = jar();
    return told("--handler", () -> FunctionSettings.of(Resources.FUNCTION, code, handler));
  }

  private String runnable(String text) {
    if (text.isBlank()) {
      throw wrong("--exec must name a command");
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--function")) {
      throw wrong("--exec and --function are two functions: give one");
    }
    return text;
  }

  /** Opens the file that the function's log goes to. */
  FunctionLog openLog() {
    return FunctionLog.open(Optional.ofNullable(log));
  }

  /** Returns the jar, or says that it is missing and how to make it. */
  private Path jar() {
    if (!Files.isRegularFile(jar)) {
      throw wrong(
          "there is no function at "
              + jar
              + ": build it with mvn -Dquick package, or name another with --function JAR");
    }
    try {
      new ZipFile(jar.toFile()).close();
      return jar;
    } catch (IOException e) {
      throw wrong(
          "--function: %s is no jar that can be read: %s; a function in another language is given by --exec"
              .formatted(jar, e.getMessage()));
    }
  }

  private <T> T told(String option, Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw wrong(option + ": " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

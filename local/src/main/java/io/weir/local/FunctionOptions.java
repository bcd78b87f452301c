package io.weir.local;

import io.weir.local.console.FunctionLog;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.pipeline.Resources;
import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path code = jar();
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putAll(ours);
    FunctionSettings named =
        told("--handler", () -> FunctionSettings.of(Resources.FUNCTION, code, handler));
    return told("--env", () -> named.withEnvironment(variables));
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
      throw wrong("--function: " + jar + " is no jar that can be read: " + e.getMessage());
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

package io.weir.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a function is made of, within the limits that Lambda sets (LAM-1).
 *
 * @param environment its own variables
 */
public record FunctionSettings(
    String name, Code code, Map<String, String> environment, Limits limits, Host host) {

  /** Checks name and environment as Lambda does when a function is created. */
  public FunctionSettings {
    Constraint.matches("functionName", name, "[a-zA-Z0-9-_]{1,64}");
    FunctionEnvironment.check(environment);
    environment = Map.copyOf(environment);
  }

  /**
   * The code.
   *
   * @param location a jar or zip, or a directory that looks like the unpacked zip; for a command
   *     the directory that it runs in
   * @param handler {@code package.Class} or {@code package.Class::method}
   * @param command what speaks Lambda's runtime API, in any language; empty for Java
   */
  public record Code(Path location, String handler, String command) {

    /** Checks the handler as Lambda does. */
    public Code {
      Constraint.matches("handler", handler, "[^\\s]{1,128}");
      location = location.toAbsolutePath();
    }

    boolean isJava() {
      return command.isEmpty();
    }
  }

  /**
   * What an invocation may use.
   *
   * @param memoryMb 128 to 10,240; bounds the heap, not the process
   * @param timeout 1 second to 15 minutes, in whole seconds
   * @param concurrency how many instances may run at once; 0 switches the function off
   */
  public record Limits(int memoryMb, Duration timeout, int concurrency) {

    /** Checks each value as Lambda does. */
    public Limits {
      Constraint.atLeast("memorySize", memoryMb, 128);
      Constraint.atMost("memorySize", memoryMb, 10_240);
      Constraint.atLeast("timeout", timeout.toSeconds(), 1);
      Constraint.atMost("timeout", timeout.toSeconds(), 900);
      Constraint.matches("timeout", timeout.toString(), "PT[0-9HMS]+");
      Constraint.atLeast("reservedConcurrentExecutions", concurrency, 0);
    }
  }

  /**
   * Where it runs.
   *
   * @param account 12 digits
   * @param region such as {@code us-east-1}
   * @param javaHome of the Java runtime
   */
  public record Host(String account, String region, Path javaHome) {

    /** Checks account and region as Lambda does. */
    public Host {
      Constraint.matches("account", account, "\\d{12}");
      Constraint.matches("region", region, "[a-z]{2}(-[a-z]+)+-\\d");
    }
  }

  /**
   * A function with 512 MB, 60 seconds, 10 instances, and the Java runtime of this process; account
   * and region are those that AWS's examples use.
   */
  public static FunctionSettings of(String name, Path code, String handler) {
    return new FunctionSettings(
        name,
        new Code(code, handler, ""),
        Map.of(),
        new Limits(512, Duration.ofSeconds(60), 10),
        new Host("123456789012", "us-east-1", Path.of(System.getProperty("java.home"))));
  }

  /**
   * The same for a command of the shell that speaks Lambda's runtime API; it runs in the current
   * directory, and finds programs where this process does.
   */
  public static FunctionSettings ofCommand(String name, String command) {
    FunctionSettings settings = of(name, Path.of(""), "bootstrap");
    return new FunctionSettings(
        name,
        new Code(settings.code.location, settings.code.handler, command),
        Map.of(),
        settings.limits,
        settings.host);
  }

  /** Says whether it is a command, and no Java. */
  public boolean isCommand() {
    return !code.isJava();
  }

  /** Says in one sentence what is wrong with the code; empty if it looks as if it could run. */
  public Optional<String> problem() {
    return code.isJava() ? JavaCode.problem(code.location, code.handler) : Optional.empty();
  }

  /** Adds a variable to the function's own. */
  public FunctionSettings withVariable(String key, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(key, value);
    return withEnvironment(more);
  }

  public FunctionSettings withEnvironment(Map<String, String> replacement) {
    return new FunctionSettings(name, code, replacement, limits, host);
  }

  public FunctionSettings withMemoryMb(int replacement) {
    return with(new Limits(replacement, limits.timeout, limits.concurrency));
  }

  public FunctionSettings withTimeout(Duration replacement) {
    return with(new Limits(limits.memoryMb, replacement, limits.concurrency));
  }

  public FunctionSettings withConcurrency(int replacement) {
    return with(new Limits(limits.memoryMb, limits.timeout, replacement));
  }

  /** Moves the function to an account and a region. */
  public FunctionSettings in(String account, String region) {
    return with(new Host(account, region, host.javaHome));
  }

  public FunctionSettings withJavaHome(Path replacement) {
    return with(new Host(host.account, host.region, replacement));
  }

  private FunctionSettings with(Limits replacement) {
    return new FunctionSettings(name, code, environment, replacement, host);
  }

  private FunctionSettings with(Host replacement) {
    return new FunctionSettings(name, code, environment, limits, replacement);
  }

  /** The function's ARN, without a version. */
  public String arn() {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(host.region, host.account, name);
  }

  /** The ARN of the role that it would run under; nothing here checks permissions. */
  public String roleArn() {
    return "arn:aws:iam::%s:role/%s-role".formatted(host.account, name);
  }
}

package io.weir.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a function is made of, within the limits that Lambda sets (LAM-1).
 *
 * @param name of the function
 * @param code its jar or zip, or a directory that looks like the unpacked zip
 * @param handler {@code package.Class} or {@code package.Class::method}
 * @param environment its own variables
 * @param memoryMb 128 to 10,240; bounds the heap, not the process
 * @param timeout 1 second to 15 minutes, in whole seconds
 * @param concurrency how many instances may run at once; 0 switches the function off
 * @param account 12 digits
 * @param region such as {@code us-east-1}
 * @param javaHome of the Java runtime that runs it
 */
public record FunctionSettings(
    String name,
    Path code,
    String handler,
    Map<String, String> environment,
    int memoryMb,
    Duration timeout,
    int concurrency,
    String account,
    String region,
    Path javaHome) {

  /** Checks each value as Lambda does when a function is created. */
  public FunctionSettings {
    Constraint.matches("functionName", name, "[a-zA-Z0-9-_]{1,64}");
    Constraint.matches("handler", handler, "[^\\s]{1,128}");
    Constraint.atLeast("memorySize", memoryMb, 128);
    Constraint.atMost("memorySize", memoryMb, 10_240);
    Constraint.atLeast("timeout", timeout.toSeconds(), 1);
    Constraint.atMost("timeout", timeout.toSeconds(), 900);
    Constraint.matches("timeout", timeout.toString(), "PT[0-9HMS]+");
    Constraint.atLeast("reservedConcurrentExecutions", concurrency, 0);
    Constraint.matches("account", account, "\\d{12}");
    Constraint.matches("region", region, "[a-z]{2}(-[a-z]+)+-\\d");
    FunctionEnvironment.check(environment);
    environment = Map.copyOf(environment);
    code = code.toAbsolutePath();
  }

  /**
   * A function with 512 MB, 60 seconds, 10 instances, and the Java runtime that we run on; account
   * and region are those that AWS's examples use.
   */
  public static FunctionSettings of(String name, Path code, String handler) {
    return new FunctionSettings(
        name,
        code,
        handler,
        Map.of(),
        512,
        Duration.ofSeconds(60),
        10,
        "123456789012",
        "us-east-1",
        Path.of(System.getProperty("java.home")));
  }

  /** Adds a variable to the function's own. */
  public FunctionSettings withVariable(String key, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(key, value);
    return withEnvironment(more);
  }

  public FunctionSettings withEnvironment(Map<String, String> replacement) {
    return new FunctionSettings(
        name,
        code,
        handler,
        replacement,
        memoryMb,
        timeout,
        concurrency,
        account,
        region,
        javaHome);
  }

  public FunctionSettings withMemoryMb(int replacement) {
    return new FunctionSettings(
        name,
        code,
        handler,
        environment,
        replacement,
        timeout,
        concurrency,
        account,
        region,
        javaHome);
  }

  public FunctionSettings withTimeout(Duration replacement) {
    return new FunctionSettings(
        name,
        code,
        handler,
        environment,
        memoryMb,
        replacement,
        concurrency,
        account,
        region,
        javaHome);
  }

  public FunctionSettings withConcurrency(int replacement) {
    return new FunctionSettings(
        name,
        code,
        handler,
        environment,
        memoryMb,
        timeout,
        replacement,
        account,
        region,
        javaHome);
  }

  /** Moves the function to an account and a region. */
  public FunctionSettings in(String newAccount, String newRegion) {
    return new FunctionSettings(
        name,
        code,
        handler,
        environment,
        memoryMb,
        timeout,
        concurrency,
        newAccount,
        newRegion,
        javaHome);
  }

  public FunctionSettings withJavaHome(Path replacement) {
    return new FunctionSettings(
        name,
        code,
        handler,
        environment,
        memoryMb,
        timeout,
        concurrency,
        account,
        region,
        replacement);
  }

  /** The function's ARN, without a version. */
  public String arn() {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, name);
  }

  /** The ARN of the role that it would run under; nothing here checks permissions. */
  public String roleArn() {
    return "arn:aws:iam::%s:role/%s-role".formatted(account, name);
  }
}

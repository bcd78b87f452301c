package io.weir.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Lambda allows of a function's own environment variables (LAM-3). */
final class FunctionEnvironment {

  /** Most that names and values may take together. */
  private static final int MOST_BYTES = 4096;

  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_MAX_CONCURRENCY",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SECURITY_TOKEN",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT",
          "TZ");

  private FunctionEnvironment() {}

  /** Refuses what Lambda refuses in a function's own variables. */
  static void check(Map<String, String> own) {
    own.keySet()
        .forEach(key -> Constraint.matches("environment.variables", key, "[a-zA-Z]\\w+|_HANDLER"));
    Set<String> reserved = new TreeSet<>(own.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw new IllegalArgumentException(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    int size = own.entrySet().stream().mapToInt(e -> e.getKey().length() + bytes(e)).sum();
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit.");
    }
  }

  private static int bytes(Map.Entry<String, String> entry) {
    return entry.getValue().getBytes(StandardCharsets.UTF_8).length;
  }
}

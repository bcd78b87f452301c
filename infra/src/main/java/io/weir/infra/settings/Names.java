package io.weir.infra.settings;

import java.util.function.UnaryOperator;

/**
 * What things are called.
 *
 * @param stack the stack, and the beginning of its alarms' names
 * @param stream the stream
 * @param table the table
 * @param queue the queue
 * @param function the function
 */
public record Names(String stack, String stream, String table, String queue, String function) {

  /** Refuses what AWS would. */
  public Names {
    check("stackName", stack, "[A-Za-z][A-Za-z0-9-]{0,79}");
    check("streamName", stream, "[A-Za-z0-9_.-]{1,128}");
    check("tableName", table, "[A-Za-z0-9_.-]{3,255}");
    check("queueName", queue, "[A-Za-z0-9_-]{1,80}");
    check("functionName", function, "[A-Za-z0-9_-]{1,64}");
  }

  static Names from(Options options, String stage) {
    UnaryOperator<String> prefixed = it -> options.text("namePrefix").orElse("") + options.word(it);
    return new Names(
        options.text("stackName").orElse("weir-" + stage),
        prefixed.apply("streamName"),
        prefixed.apply("tableName"),
        prefixed.apply("queueName"),
        prefixed.apply("functionName"));
  }

  private static void check(String option, String name, String allowed) {
    if (!name.matches(allowed)) {
      throw new RefusedSettingException(option, name, "must match " + allowed);
    }
  }

  /** Returns whether both could not be in one account and region. */
  boolean collidesWith(Names other) {
    return stream.equals(other.stream)
        || table.equals(other.table)
        || queue.equals(other.queue)
        || function.equals(other.function);
  }
}

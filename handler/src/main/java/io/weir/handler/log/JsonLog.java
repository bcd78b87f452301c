package io.weir.handler.log;

import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter.Result;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.filter.ThresholdFilter;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/**
 * One JSON object per line on standard output, as Powertools lays it out. The layout escapes line
 * breaks, so that no value forges a line.
 */
final class JsonLog extends AbstractConfiguration {

  /** Bounded strings: a whole stack trace on every poison record would cost real money. */
  private static final int LONGEST_STRING = 4096;

  private static final String SDK = "software.amazon.awssdk";

  /** Writes two lines and a stack for each failed record, which has a line of ours. */
  private static final String BATCH = "software.amazon.lambda.powertools.batch";

  JsonLog(LoggerContext context) {
    super(context, ConfigurationSource.NULL_SOURCE);
    // Lambda stops a function by stopping its process.
    isShutdownHookEnabled = false;
    // Log4j would ask the name service for it, and no line says it.
    getProperties().put("hostName", "lambda");
  }

  /** Without the plugins that a file's elements would be looked up in. */
  @Override
  public void initialize() {
    Appender appender = ConsoleAppender.createDefaultAppenderForLayout(layout());
    appender.start();
    addAppender(appender);
    getRootLogger().setLevel(Level.INFO);
    getRootLogger().addAppender(appender, null, null);
    addLogger(SDK, quiet(SDK, Level.WARN));
    addLogger(BATCH, quiet(BATCH, Level.OFF));
    setState(State.INITIALIZED);
  }

  /** Its level is not enough: Powertools sets all of them, and at DEBUG the SDK writes tokens. */
  private static LoggerConfig quiet(String name, Level level) {
    LoggerConfig quiet = new LoggerConfig(name, level, true);
    quiet.addFilter(ThresholdFilter.createFilter(level, Result.NEUTRAL, Result.DENY));
    return quiet;
  }

  private JsonTemplateLayout layout() {
    return JsonTemplateLayout.newBuilder()
        .setConfiguration(this)
        .setCharset(StandardCharsets.UTF_8)
        .setEventTemplateUri("classpath:LambdaJsonLayout.json")
        .setMaxStringLength(LONGEST_STRING)
        .setTruncatedStringSuffix("...")
        .build();
  }
}

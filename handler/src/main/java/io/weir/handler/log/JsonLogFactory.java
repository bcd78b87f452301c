package io.weir.handler.log;

import java.net.URI;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives Log4j its configuration in code, whatever file it has found.
 *
 * <p>A file would cost a cold start a parser, and Log4j's plugins: it loads every class that a file
 * could name, and builds those that it does name by reflection. The level can still be set, by
 * {@code POWERTOOLS_LOG_LEVEL} or Lambda's own log level.
 */
public final class JsonLogFactory extends ConfigurationFactory {

  @Override
  protected String[] getSupportedTypes() {
    return new String[] {"*"};
  }

  @Override
  public Configuration getConfiguration(
      LoggerContext context, @Nullable ConfigurationSource source) {
    return new JsonLog(context);
  }

  @Override
  public Configuration getConfiguration(
      LoggerContext context, @Nullable String name, @Nullable URI location) {
    return new JsonLog(context);
  }
}

package io.weir.handler.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.junit.jupiter.api.Test;

/** What Log4j makes of its component properties. */
class JsonLogTest {

  private final LoggerContext context = LoggerContext.getContext(false);
  private final Configuration configuration = context.getConfiguration();

  @Test
  void isWhatLog4jTakes() {
    assertThat(configuration).isInstanceOf(JsonLog.class);
    assertThat(configuration.getAppenders().values())
        .singleElement()
        .satisfies(to -> assertThat(to.getLayout()).isInstanceOf(JsonTemplateLayout.class))
        .satisfies(to -> assertThat(to.isStarted()).isTrue());
  }

  @Test
  void theSdkSaysLessThanTheFunction() {
    assertThat(context.getLogger("io.weir.handler").getLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("software.amazon.awssdk.core").getLevel()).isEqualTo(Level.WARN);
  }

  /** At DEBUG the SDK writes the request that it signs, the session's token included. */
  @Test
  void theSdkSaysNoMoreWhenPowertoolsSetsAllLevels() {
    StringWriter written = new StringWriter();
    WriterAppender appender =
        WriterAppender.createAppender(
            PatternLayout.createDefaultLayout(), null, written, "quiet", false, false);
    appender.start();
    configuration.getRootLogger().addAppender(appender, null, null);
    try {
      Configurator.setAllLevels("", Level.DEBUG);
      context.getLogger("software.amazon.awssdk.request").debug("x-amz-security-token: secret");
      context.getLogger("software.amazon.awssdk.request").warn("a warning");
      context.getLogger("io.weir.handler").debug("a detail");
    } finally {
      Configurator.setAllLevels("", Level.INFO);
      Configurator.setLevel("software.amazon.awssdk", Level.WARN);
      configuration.getRootLogger().removeAppender(appender.getName());
    }

    assertThat(written.toString().lines()).containsExactly("a warning", "a detail");
  }

  @Test
  void noHostIsLookedUp() {
    assertThat(configuration.getProperties()).containsEntry("hostName", "lambda");
  }
}

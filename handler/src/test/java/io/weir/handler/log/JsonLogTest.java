package io.weir.handler.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
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

  @Test
  void noHostIsLookedUp() {
    assertThat(configuration.getProperties()).containsEntry("hostName", "lambda");
  }
}

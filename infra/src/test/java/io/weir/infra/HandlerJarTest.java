package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that is deployed, as the build before this one left it. */
class HandlerJarTest {

  @Test
  void holdsTheFunctionThatTheTemplateNames() throws IOException {
    String handler = Golden.PROD.only("AWS::Lambda::Function").path("Handler").asText();

    try (JarFile jar = new JarFile(Path.of("..", "handler", "target", "handler.jar").toFile())) {
      assertThat(jar.getEntry(handler.replace('.', '/') + ".class")).isNotNull();
    }
  }
}

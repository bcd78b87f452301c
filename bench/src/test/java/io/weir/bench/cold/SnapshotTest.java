package io.weir.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bench.whole.Environment;
import io.weir.bench.whole.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the function's priming is for, by what the virtual machine says of it. */
@Timeout(120)
class SnapshotTest {

  /** The runtime client loads this last, before it asks to be snapshotted. */
  private static final String TAKEN = "com.amazonaws.services.lambda.crac.DNSManager ";

  @Test
  void theFirstInvocationLoadsNothingOfTheFunctions(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("classes.log");
    Start start =
        Levers.ours()
            .fromSnapshot()
            .with("logged", "-Xlog:class+load:file=" + log + "::filecount=0");
    try (Store store = Store.start()) {
      start.run(
          Path.of(System.getProperty("java.home")),
          Environment.of(store.address()),
          ColdMeasurement.event());
    }

    List<String> loaded = Files.readAllLines(log);
    int taken = loaded.indexOf(line(loaded, TAKEN));
    assertThat(loaded.subList(0, taken)).anyMatch(each -> each.contains("io.weir.handler.Tally "));
    assertThat(loaded.subList(taken, loaded.size()))
        .noneMatch(each -> each.contains("io.weir.") || each.contains("handler.jar"));
  }

  private static String line(List<String> loaded, String name) {
    return loaded.stream().filter(each -> each.contains(name)).findFirst().orElseThrow();
  }
}

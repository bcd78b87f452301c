package io.weir.replayer.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of an operator's commands begin with: services for all, a queue for each. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtAQueue {

  final Operator operator = new Operator();

  @BeforeAll
  void start() {
    operator.start();
  }

  @BeforeEach
  void aQueueOfItsOwn(TestInfo test, @TempDir Path temp) {
    operator.begin(test.getTestMethod().orElseThrow().getName(), temp);
  }

  @AfterAll
  void close() {
    operator.close();
  }
}

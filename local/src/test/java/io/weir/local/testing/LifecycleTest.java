package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests share and what they do not, wherever the extension is registered. */
class LifecycleTest {

  private static final RequestStreamHandler FINE = (in, out, context) -> in.transferTo(out);

  /** Of a static field: the services live as long as the class. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class Shared {

    @RegisterExtension static final WeirPipeline weir = WeirPipeline.with(FINE).build();

    private final Set<URI> endpoints = new HashSet<>();

    @BeforeAll
    void nothingRunsBeforeTheFirstTest() {
      assertThatThrownBy(weir::endpoint).isInstanceOf(IllegalStateException.class);
    }

    @RepeatedTest(3)
    void eachTestSeesItsOwnRecordsAlone() {
      endpoints.add(weir.endpoint());
      weir.put("k", "x");
      weir.awaitSettled();

      assertThat(weir.invocations()).hasCount(1);
    }

    @AfterAll
    void allTestsHadOneEndpoint() {
      assertThat(endpoints).hasSize(1);
    }

    /** The services outlive a class within the class. */
    @Nested
    class Within {
      @Test
      void aNestedClassHasRunsOfItsOwn() {
        PutRecord record = weir.put("k", "x");
        weir.awaitSettled();

        assertThat(record.name()).isEqualTo("r1");
      }
    }
  }

  /** Of an instance field: everything is new for each test. */
  @Nested
  class OwnOfEachTest {

    @RegisterExtension final WeirPipeline weir = WeirPipeline.with(FINE).build();

    @RepeatedTest(2)
    void eachTestSeesItsOwnRecordsAlone() {
      weir.put("k", "x");
      weir.awaitSettled();

      assertThat(weir.invocations()).hasCount(1);
    }
  }

  @Test
  void aSecondTestAtTheSameTimeIsRefused() {
    try (WeirPipeline weir = WeirPipeline.with(FINE).build().start()) {
      assertThatThrownBy(weir::begin)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Tests that share a WeirPipeline cannot run at the same time");
    }
  }
}

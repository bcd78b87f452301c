package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The contract, kept by Weir's own Kinesis in both forms of the protocol. */
class EmbeddedKinesisTest {

  /** The contract against a server of its own. */
  @TestInstance(Lifecycle.PER_CLASS)
  abstract static class Embedded extends StreamContract {

    private final String wire;
    private Kinesis kinesis;
    private LoopbackServer server;
    private KinesisClient client;

    @SuppressWarnings("NullAway.Init") // set up before all tests
    Embedded(String wire) {
      this.wire = wire;
    }

    @BeforeAll
    void start() throws IOException {
      System.setProperty(
          SdkSystemSetting.CBOR_ENABLED.property(), String.valueOf(wire.contains("cbor")));
      kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
      server = new LoopbackServer(kinesis);
      client = KinesisClient.builder().endpointOverride(server.uri()).build();
    }

    @AfterAll
    void stop() {
      client.close();
      server.close();
      kinesis.close();
      System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
    }

    @Override
    KinesisClient client() {
      return client;
    }

    @Test
    void speaksOneFormOnly() {
      client.describeLimits();

      assertThat(server.contentTypes()).containsExactly(wire);
    }
  }

  /** What the Java SDK speaks. */
  @Nested
  class InCbor extends Embedded {
    InCbor() {
      super("application/x-amz-cbor-1.1");
    }
  }

  /** What the CLI and boto3 speak. */
  @Nested
  class InJson extends Embedded {
    InJson() {
      super("application/x-amz-json-1.1");
    }
  }
}

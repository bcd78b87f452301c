package io.weir.local.kinesis;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The contract, asked of emulators that others wrote, where they are: docs/kinesis-contract.md says
 * how, and lists each disagreement.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class OtherKinesisTest {

  /** The contract against another's server. */
  @TestInstance(Lifecycle.PER_CLASS)
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  abstract static class Other extends StreamContract {

    private OtherServer server;
    private KinesisClient client;

    @SuppressWarnings("NullAway.Init") // set up before all tests
    Other() {}

    abstract OtherServer startServer() throws IOException;

    abstract boolean speaksCbor();

    @BeforeAll
    void start() throws IOException {
      server = startServer();
      System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), String.valueOf(speaksCbor()));
      client = KinesisClient.builder().endpointOverride(server.uri()).build();
    }

    @AfterAll
    void stop() {
      if (server != null) {
        System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
        client.close();
        server.close();
      }
    }

    @Override
    KinesisClient client() {
      return client;
    }
  }

  /** As published on npm. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = OtherServer.KINESIS_LOCAL,
      matches = ".+",
      disabledReason =
          "kinesis-local was not asked: npm i kinesis-local@0.6.2, and let WEIR_KINESIS_LOCAL name"
              + " node_modules/kinesis-local")
  class KinesisLocal extends Other {

    @RegisterExtension
    final ContractRunner disagreements = new ContractRunner(KinesisLocalDisagreements.ALL);

    @Override
    OtherServer startServer() throws IOException {
      return OtherServer.kinesisLocal();
    }

    @Override
    boolean speaksCbor() {
      return true;
    }
  }

  /** As published on PyPI. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = OtherServer.MOTO,
      matches = ".+",
      disabledReason =
          "moto was not asked: pip install 'moto[server]==5.2.1', and let WEIR_MOTO name"
              + " moto_server")
  class Moto extends Other {

    @RegisterExtension
    final ContractRunner disagreements = new ContractRunner(MotoDisagreements.ALL);

    @Override
    OtherServer startServer() throws IOException {
      return OtherServer.moto();
    }

    @Override
    boolean speaksCbor() {
      return false;
    }
  }
}

package io.weir.local.kinesis;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The contract, asked of whatever listens at {@code -Dkinesis.endpoint=http://127.0.0.1:4568}. Add
 * {@code -Daws.cborEnabled=false} for one that speaks JSON only.
 */
@EnabledIfSystemProperty(named = OtherKinesisTest.ENDPOINT, matches = ".+")
@TestInstance(Lifecycle.PER_CLASS)
class OtherKinesisTest extends KinesisContract {

  static final String ENDPOINT = "kinesis.endpoint";

  private final KinesisClient client =
      KinesisClient.builder()
          .endpointOverride(URI.create(System.getProperty(ENDPOINT, "http://127.0.0.1:4568")))
          .build();

  @Override
  KinesisClient client() {
    return client;
  }

  @AfterAll
  void stop() {
    client.close();
  }
}

package io.weir.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.local.http.Endpoint;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A client as the SDK makes it gets through, if only its first tries are struck. */
@Timeout(60)
class FirstTriesTest {

  private FaultKind kind = FaultKind.FAILED;

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "ANSWER_LOST"})
  void twoFaultsACallAreSurvived(FaultKind each) throws IOException {
    kind = each;

    assertThat(struckByOneCall(2)).isEqualTo(2);
  }

  @Test
  void whoIsStruckAtEveryTryGivesUp() {
    assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> struckByOneCall(100));
  }

  private long struckByOneCall(int tries) throws IOException {
    Faults always = (service, request) -> Optional.of(new Fault(kind, Duration.ZERO));
    try (Kinesis kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
        Endpoint endpoint = Endpoint.bind(0).serve("kinesis", kinesis).start();
        FaultProxy proxy = FaultProxy.start(endpoint.uri(), always.onFirstTries(tries));
        KinesisClient client =
            KinesisClient.builder()
                .endpointOverride(proxy.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
      client.listStreams();
      return proxy.struck().getOrDefault(kind, 0L);
    }
  }
}

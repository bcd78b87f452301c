package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a person is told of a failed call. */
class FailureTest {

  @Test
  void aFaultThatSaysNothingIsNamed() {
    assertThat(said(null, new SocketTimeoutException())).isEqualTo("SdkClientException");
    assertThat(said("\n \nlate\nmore", null)).isEqualTo("late");
    assertThat(said("Unable to execute HTTP request", new SocketTimeoutException()))
        .isEqualTo("AWS cannot be reached: SocketTimeoutException");
    assertThat(said("Unable to execute HTTP request", null))
        .isEqualTo("AWS cannot be reached: Unable to execute HTTP request");
  }

  @Test
  void aRefusalWithoutACodeHasNoEmptyBrackets() {
    AwsErrorDetails details =
        AwsErrorDetails.builder().serviceName("Sqs").errorCode("").errorMessage("no").build();
    AwsServiceException refusal =
        AwsServiceException.builder().awsErrorDetails(details).statusCode(400).build();
    assertThat(Failure.of(refusal).message()).isEqualTo("Sqs failed: no");
  }

  private static String said(@Nullable String message, @Nullable Throwable cause) {
    return Failure.of(SdkClientException.create(message, cause)).message();
  }
}

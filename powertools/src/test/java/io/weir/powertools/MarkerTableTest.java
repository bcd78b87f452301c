package io.weir.powertools;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.powertools.IdempotencySettings.InvalidIdempotencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** The look at the table before the first event depends on it. */
class MarkerTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"ResourceNotFoundException", "ValidationException", "AccessDeniedException"})
  void whatNoRetryWouldMendFailsTheStartInOneLine(String code) {
    assertThatThrownBy(() -> MarkerTable.look(failing(error(code)), "Markers"))
        .isInstanceOf(InvalidIdempotencyException.class)
        .hasMessageStartingWith("IDEMPOTENCY_TABLE_NAME=\"Markers\" cannot be used: " + code)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void whatMayPassDoesNotFailTheStart() {
    assertThatCode(
            () -> {
              MarkerTable.look(failing(error("ThrottlingException")), "Markers");
              MarkerTable.look(failing(SdkClientException.create("no network")), "Markers");
            })
        .doesNotThrowAnyException();
  }

  private static RuntimeException error(String code) {
    return (RuntimeException)
        DynamoDbException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  private static DynamoDbClient failing(RuntimeException thrown) {
    return new DynamoDbClient() {
      @Override
      public GetItemResponse getItem(GetItemRequest request) {
        throw thrown;
      }

      @Override
      public String serviceName() {
        return "dynamodb";
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}

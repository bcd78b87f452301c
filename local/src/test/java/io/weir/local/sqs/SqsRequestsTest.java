package io.weir.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of the requests that look alike are for SQS. */
final class SqsRequestsTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  @Test
  void takesATargetOfSqsAndNoOther() {
    assertThat(isOne("/", Map.of("x-amz-target", "AmazonSQS.SendMessage"), "{}")).isTrue();
    assertThat(isOne("/", Map.of("x-amz-target", "Kinesis_20131202.PutRecord"), "{}")).isFalse();
  }

  @Test
  void takesAFormThatIsSignedForSqsAndNoOther() {
    String form = "Action=ListQueues";
    assertThat(isOne("/", Map.of("content-type", FORM, "authorization", signedFor("sqs")), form))
        .isTrue();
    assertThat(
            isOne(
                "/",
                Map.of("content-type", FORM, "authorization", signedFor("sts")),
                "Action=GetCallerIdentity&Version=2012-11-05"))
        .isFalse();
  }

  @Test
  void takesAnUnsignedRequestByItsVersion() {
    assertThat(isOne("/1/q?Action=ReceiveMessage&Version=2012-11-05", Map.of(), "")).isTrue();
    assertThat(isOne("/1/q?Action=ReceiveMessage&Version=2011-06-15", Map.of(), "")).isFalse();
    assertThat(isOne("/000000000000/key", Map.of(), "Action=x&Version=2012-11-05")).isFalse();
  }

  private static String signedFor(String service) {
    return "AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/" + service + "/aws4_request, X=1";
  }

  private static boolean isOne(String path, Map<String, String> headers, String body) {
    return SqsRequests.isOne(new Request("POST", path, headers, body.getBytes(UTF_8)));
  }
}

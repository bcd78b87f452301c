package io.weir.local.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What STS and CloudWatch are asked here, in each protocol that SDKs use for it. */
final class AccountServicesTest {

  private final Sts sts = new Sts("000000000000");
  private final CloudWatch cloudWatch = new CloudWatch();

  @Test
  void theCallersIdentityIsTold() {
    Request request = form("sts", "Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(sts.serves(request)).isTrue();
    assertThat(text(sts.handle(request)))
        .startsWith(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
        .contains("<Account>000000000000</Account>")
        .contains("<Arn>arn:aws:iam::000000000000:user/local</Arn>");
    assertThat(sts.serves(form("sts", "Action=AssumeRole&Version=2011-06-15"))).isFalse();
    assertThat(sts.serves(form("sqs", "Action=ListQueues&Version=2012-11-05"))).isFalse();
  }

  @Test
  void metricsAreTakenInEachProtocol() throws IOException {
    Request form = form("monitoring", "Action=PutMetricData&Version=2010-08-01");
    assertThat(cloudWatch.serves(form)).isTrue();
    assertThat(text(cloudWatch.handle(form))).startsWith("<PutMetricDataResponse ");

    Request json =
        request(
            "/",
            Map.of(
                "x-amz-target",
                "GraniteServiceVersion20100801.PutMetricData",
                "authorization",
                signedFor("monitoring")),
            "{}");
    assertThat(cloudWatch.serves(json)).isTrue();
    assertThat(text(cloudWatch.handle(json))).isEqualTo("{}");

    Request cbor =
        request(
            "/service/GraniteServiceVersion20100801/operation/PutMetricData",
            Map.of("smithy-protocol", "rpc-v2-cbor"),
            "");
    assertThat(cloudWatch.serves(cbor)).isTrue();
    Reply reply = cloudWatch.handle(cbor);
    assertThat(new CBORMapper().readTree(reply.body()).isEmpty()).isTrue();
    assertThat(reply.headers()).containsEntry("smithy-protocol", "rpc-v2-cbor");
  }

  @Test
  void theStacksOutputsAreToldAndNoOtherStackIsThere() {
    CloudFormation stacks = new CloudFormation(Map.of("StreamName", "EventStream"));
    String action = "Action=DescribeStacks&Version=2010-05-15&StackName=";

    Request ours = form("cloudformation", action + "weir-local");
    assertThat(stacks.serves(ours)).isTrue();
    assertThat(text(stacks.handle(ours)))
        .startsWith("<DescribeStacksResponse ")
        .contains("<StackName>weir-local</StackName>")
        .contains(
            "<OutputKey>StreamName</OutputKey><OutputValue>EventStream</OutputValue></member>");

    Reply other = stacks.handle(form("cloudformation", action + "weir-prod"));
    assertThat(other.status()).isEqualTo(400);
    assertThat(text(other))
        .contains("<Code>ValidationError</Code>", "Stack with id weir-prod does not exist");
    assertThat(stacks.serves(form("cloudformation", "Action=DeleteStack&Version=2010-05-15")))
        .isFalse();
  }

  private static Request form(String service, String body) {
    return request(
        "/",
        Map.of(
            "content-type",
            "application/x-www-form-urlencoded",
            "authorization",
            signedFor(service)),
        body);
  }

  private static Request request(String path, Map<String, String> headers, String body) {
    return new Request("POST", path, headers, body.getBytes(UTF_8));
  }

  private static String signedFor(String service) {
    return "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/" + service + "/aws4_request, X=1";
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }
}

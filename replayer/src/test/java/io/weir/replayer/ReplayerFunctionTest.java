package io.weir.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.local.lambda.Invocation;
import io.weir.local.lambda.inprocess.FunctionIdentity;
import io.weir.local.lambda.inprocess.InProcessFunction;
import io.weir.local.s3.S3;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The replayer as a function of Lambda, called as Lambda calls one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReplayerFunctionTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NUMBERS = new ArrayList<>();

  private static DynamoDb dynamoDb;
  private static S3 s3;
  private static LocalServices services;

  private final StringBuilder log = new StringBuilder();
  private String queue = "";
  private String url = "";

  @BeforeAll
  static void start() {
    dynamoDb = DynamoDb.inMemory();
    s3 = S3.inMemory(InstantSource.system());
    services = new LocalServices(dynamoDb, s3);
    services.createStream("EventStream");
    for (int i = 0; i < 40; i++) {
      String payload = "{\"eventId\":\"e%d\",\"secret\":\"hunter2\"}".formatted(i);
      NUMBERS.addAll(services.put("EventStream", payload.getBytes(StandardCharsets.UTF_8)));
    }
    services.clients().s3().createBucket(it -> it.bucket("vault"));
    services.createJournal("journal");
  }

  @AfterAll
  static void stop() {
    services.close();
    dynamoDb.close();
  }

  @BeforeEach
  void aQueueOfItsOwn() {
    queue = "q-" + UUID.randomUUID();
    url = services.createQueue(queue);
  }

  private void letter(int record) {
    send(pointer(NUMBERS.get(record)));
  }

  private void send(String body) {
    services.clients().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body));
  }

  private static String pointer(String number) {
    return """
        {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",\
        "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
        "timestamp":"2026-11-24T00:00:09Z","KinesisBatchInfo":{"shardId":"shardId-000000000000",\
        "startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"2126-11-24T00:00:01Z",\
        "approximateArrivalOfLastRecord":"2126-11-24T00:00:03Z","batchSize":1,\
        "streamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/EventStream"}}"""
        .formatted(number, number);
  }

  private Invocation call(Duration timeout, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--queue", queue));
    if (!arguments[0].equals("restore")) {
      all.addAll(List.of("--stream", "EventStream"));
    }
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    byte[] event =
        JSON.writeValueAsBytes(JSON.createObjectNode().set("args", JSON.valueToTree(all)));
    return invoke(event, timeout);
  }

  private Invocation invoke(byte[] event, Duration timeout) {
    FunctionIdentity told =
        new FunctionIdentity("r", "arn:aws:lambda:us-east-1:0:function:r", 512, timeout);
    try (InProcessFunction function =
        InProcessFunction.of(new ReplayerFunction(), told, log::append)) {
      return function.invoke(event, "request");
    }
  }

  private JsonNode answer(String... arguments) throws IOException {
    Invocation ended = call(Duration.ofSeconds(60), arguments);
    assertThat(ended).as(log.toString()).isInstanceOf(Invocation.Returned.class);
    return JSON.readTree(((Invocation.Returned) ended).payload());
  }

  private Invocation.Failed failure(String... arguments) throws IOException {
    Invocation ended = call(Duration.ofSeconds(60), arguments);
    assertThat(ended).isInstanceOf(Invocation.Failed.class);
    return (Invocation.Failed) ended;
  }

  private String visible() {
    return attribute("ApproximateNumberOfMessages");
  }

  private String hidden() {
    return attribute("ApproximateNumberOfMessagesNotVisible");
  }

  private String attribute(String name) {
    var sqs = services.clients().sqs();
    return sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNamesWithStrings(name))
        .attributesAsStrings()
        .getOrDefault(name, "?");
  }

  @Test
  void aScheduledRescueAnswersWithWhatItHasCopied() throws IOException {
    letter(0);
    letter(1);
    JsonNode answer = answer("rescue", "--to", "s3://vault/" + queue, "-o", "json");
    assertThat(answer.path("exitCode").asInt()).isZero();
    assertThat(answer.path("output").path("copied").asInt()).isEqualTo(2);
    assertThat(
            services
                .clients()
                .s3()
                .listObjectsV2(it -> it.bucket("vault").prefix(queue))
                .keyCount())
        .isEqualTo(2);
    assertThat(hidden()).isEqualTo("0");
  }

  @Test
  void whatIsLostFailsTheCallSoThatAScheduleCountsIt() throws IOException {
    send(pointer("1"));
    Invocation.Failed failed = failure("rescue", "--to", "s3://vault/" + queue);
    assertThat(failed.errorType()).endsWith("CommandFailedException");
    assertThat(failed.errorMessage()).contains("exit code 5");
    assertThat(log).contains("1 lost");
  }

  @Test
  void aRedriveTakesAJournalInATableAndAYes() throws IOException {
    letter(2);
    String[] redrive = {"redrive", "--via", "stream", "--no-decoder", "-o", "json"};
    assertThat(failure(redrive).errorMessage()).contains("--journal dynamodb:TABLE");
    assertThat(failure(with(redrive, "--journal", "dynamodb:journal")).errorMessage())
        .contains("add --yes");
    assertThat(visible()).isEqualTo("1");

    JsonNode answer = answer(with(redrive, "--journal", "dynamodb:journal", "--yes"));

    assertThat(answer.path("exitCode").asInt()).isZero();
    assertThat(answer.path("output").path("records").path("confirmed").asInt()).isEqualTo(1);
    assertThat(answer.path("stderr").asText()).contains("written down in the table journal");
    assertThat(visible()).isEqualTo("0");
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void whatDoesNotLastInAFunctionIsRefused() throws IOException {
    letter(3);
    assertThat(failure("rescue", "--to", "/tmp/vault").errorMessage()).contains("s3://");
    assertThat(failure("plan").errorMessage()).contains("use redrive");
    assertThat(failure("export").errorMessage()).contains("use rescue");
    assertThat(
            failure("redrive", "--yes", "--journal", "dynamodb:journal", "--fix", ".")
                .errorMessage())
        .contains("archive");
    assertThat(failure("show", "x", "--raw").errorMessage()).contains("--raw");
    assertThat(visible()).isEqualTo("1");
  }

  @Test
  void beforeItsDeadlineItStopsAndTheNextCallGoesOn() throws IOException {
    for (int i = 4; i < 34; i++) {
      letter(i);
    }
    String[] redrive = {
      "redrive",
      "--via",
      "stream",
      "--no-decoder",
      "--yes",
      "--journal",
      "dynamodb:journal",
      "-o",
      "json"
    };
    Invocation ended =
        call(Duration.ofSeconds(15), with(redrive, "--rps", "1", "--batch-size", "1"));
    assertThat(ended).as(log.toString()).isInstanceOf(Invocation.Returned.class);
    JsonNode answer = JSON.readTree(((Invocation.Returned) ended).payload());
    assertThat(answer.path("exitCode").asInt()).isEqualTo(130);
    assertThat(answer.path("output").path("result").asText()).isEqualTo("interrupted");
    int confirmed = answer.path("output").path("records").path("confirmed").asInt();
    assertThat(confirmed).isBetween(1, 29);
    assertThat(hidden()).isEqualTo("0");

    JsonNode rest = answer(with(redrive, "--rps", "1000"));

    assertThat(rest.path("output").path("records").path("confirmed").asInt())
        .isEqualTo(30 - confirmed);
    assertThat(visible()).isEqualTo("0");
  }

  @Test
  void aCallWithoutACommandSaysHowToWriteOne() {
    assertThat(invoke("{}".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(9)))
        .isInstanceOfSatisfying(
            Invocation.Failed.class,
            failed -> assertThat(failed.errorMessage()).contains("{\"args\":[\"rescue\""));
  }

  @Test
  void payloadsAreNotLogged() throws IOException {
    letter(0);
    String answer = answer("inspect", "--each", "--reveal", "-o", "json").toString();
    byte[] payload = "{\"eventId\":\"e0\",\"secret\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(answer).containsAnyOf("hunter2", Base64.getEncoder().encodeToString(payload));
    assertThat(log.toString())
        .doesNotContain("hunter2", Base64.getEncoder().encodeToString(payload));
  }

  /** Its environment holds credentials, and /proc shows it as a file. */
  @Test
  void noFileAndNoEnvironmentIsEverAnsweredOrLogged() throws IOException {
    Path secret = Files.writeString(Files.createTempFile("secret", ".txt"), "AKIAHUNTER2\n");
    String file = secret.toString();
    for (List<String> arguments :
        List.of(
            List.of("inspect", "@" + file),
            List.of("@" + file),
            List.of("inspect", "--from", file),
            List.of("inspect", "--from", "@" + file),
            List.of("import", file),
            List.of("apply", file),
            List.of("history", "--journal", file),
            List.of("inspect", "--rescued", file),
            List.of("redrive", "--yes", "--out", file, "--journal", "dynamodb:journal"),
            List.of("inspect", "--profile", file),
            List.of("inspect", "--endpoint-url", "http://192.0.2.1:1"))) {
      byte[] event =
          JSON.writeValueAsBytes(JSON.createObjectNode().set("args", JSON.valueToTree(arguments)));
      assertThat(invoke(event, Duration.ofSeconds(60)).toString() + log)
          .as(String.join(" ", arguments))
          .doesNotContain("AKIAHUNTER2");
      assertThat(log.toString()).as(String.join(" ", arguments)).contains("exit code 2");
      log.setLength(0);
    }
    assertThat(secret).hasContent("AKIAHUNTER2\n");
    Files.delete(secret);
  }
}

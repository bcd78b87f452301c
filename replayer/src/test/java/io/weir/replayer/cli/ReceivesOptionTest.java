package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where looks move messages on, no command looks unless it was told to. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceivesOptionTest {

  /** Counts what is received, and may refuse to tell the policy. */
  private static final class Before implements Service {
    private boolean denies;
    private int receives;

    @Override
    public boolean serves(Request request) {
      String target = request.header("x-amz-target").orElse("");
      receives += target.endsWith("ReceiveMessage") ? 1 : 0;
      return denies
          && target.endsWith("GetQueueAttributes")
          && new String(request.body(), StandardCharsets.UTF_8).contains("RedrivePolicy");
    }

    @Override
    public Reply handle(Request request) {
      String body = "{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}";
      return new Reply(
          403,
          Map.of("Content-Type", "application/x-amz-json-1.0"),
          body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final Before before = new Before();
  private final LocalServices services = new LocalServices(before);
  private final Shell shell = new Shell(services);
  private String url = "";

  @TempDir private Path temp;

  @BeforeAll
  void aQueueThatMovesMessagesOn() {
    services.createStream("EventStream");
    services.createQueue("attic");
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:attic\","
            + "\"maxReceiveCount\":\"2\"}";
    url =
        services
            .clients()
            .sqs()
            .createQueue(
                it -> it.queueName("dlq").attributesWithStrings(Map.of("RedrivePolicy", policy)))
            .queueUrl();
    shell.send(url, "no letter at all");
  }

  @AfterAll
  void close() {
    services.close();
  }

  private Shell.Result run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--queue", "dlq", "--stream", "EventStream"));
    all.addAll(List.of(more));
    return shell.run(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect",
        "show x",
        "plan --no-decoder --via file --to copies.ndjson",
        "redrive --no-decoder --via file --to copies.ndjson --yes",
        "discard --all --reason r --yes",
        "rescue --to copies",
        "export copies.ndjson",
      })
  void isRefusedBeforeAnythingIsReceived(String command) {
    int receives = before.receives;

    Shell.Result result = run(command);

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.USAGE);
    assertThat(result.err())
        .hasLineCount(1)
        .contains(
            "the queue dlq has a redrive policy of its own",
            "each look counts as a receive",
            "after 2 of them SQS moves the message to the queue attic",
            "--receives-count");
    assertThat(result.out()).isEmpty();
    assertThat(before.receives).isEqualTo(receives);
  }

  @Test
  void aPlanThatWasMadeBeforeIsNotAppliedEither() {
    String plan = temp.resolve("plan.json").toString();
    String journal = temp.resolve("journal.ndjson").toString();
    String queue = services.createQueue("changed");
    shell.send(queue, Shell.pointer("EventStream", number()));
    Shell.Result made =
        shell.run(
            words(
                "plan --no-decoder --via file --queue changed --stream EventStream",
                "--to",
                temp.resolve("copies.ndjson").toString(),
                "--out",
                plan,
                "--journal",
                journal));
    assertThat(made.exit()).as(made.err()).isEqualTo(Exit.OK);
    setPolicy(queue);
    int receives = before.receives;

    Shell.Result refused = shell.run(words("apply --yes", plan, "--journal", journal));

    assertThat(refused.exit()).as(refused.err()).isEqualTo(Exit.USAGE);
    assertThat(refused.err()).contains("the queue changed has a redrive policy of its own");
    assertThat(before.receives).isEqualTo(receives);

    Shell.Result accepted =
        shell.run(words("apply --yes --receives-count", plan, "--journal", journal));

    assertThat(accepted.exit()).as(accepted.err()).isEqualTo(Exit.OK);
  }

  @Test
  void aLookThatIsAcceptedIsDone() {
    Shell.Result result = run("inspect", "--receives-count");

    assertThat(result.exit()).as(result.err()).isNotEqualTo(Exit.USAGE);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("MALFORMED");
  }

  @Test
  void aPolicyThatMayNotBeReadIsNotedAndNoReasonToStop() {
    services.createQueue("secret");
    before.denies = true;
    try {
      Shell.Result result = shell.run(words("inspect --queue secret --stream EventStream"));

      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
      assertThat(result.err()).hasLineCount(1).contains("redrive policy", "not allowed");
      assertThat(result.out()).contains("secret is empty");
    } finally {
      before.denies = false;
    }
  }

  private String number() {
    return services
        .put("EventStream", "{\"eventId\":\"e1\"}".getBytes(StandardCharsets.UTF_8))
        .get(0);
  }

  private void setPolicy(String queue) {
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:attic\","
            + "\"maxReceiveCount\":7}";
    services
        .clients()
        .sqs()
        .setQueueAttributes(
            it -> it.queueUrl(queue).attributesWithStrings(Map.of("RedrivePolicy", policy)));
  }

  private static String[] words(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}

package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which function records go back to, by what doctor tries to invoke. */
@Timeout(120)
class TargetTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:Handler";

  private final Aws aws = new Aws();
  private final LocalServices services = new LocalServices(aws);

  @BeforeEach
  void createThePipeline() {
    services.createStream("EventStream");
    aws.outputs.put("DeadLetterQueueUrl", services.createQueue("dlq"));
    aws.outputs.put("StreamName", "EventStream");
    aws.outputs.put("FunctionName", "Handler");
    aws.outputs.put("TableName", "EventLogs");
  }

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  void aStacksRecordsGoBackToTheAliasThatItsPolicyGrants() {
    aws.outputs.put("FunctionAlias", "Handler:live");

    assertThat(invokedBy("--stack", "weir-prod")).containsExactly(FUNCTION + ":live");
  }

  @Test
  void withoutAnAliasAmongTheOutputsTheMappingIsAsked() {
    aws.called.add(FUNCTION + ":live");

    assertThat(invokedBy("--stack", "weir-prod")).containsExactly(FUNCTION + ":live");
  }

  @Test
  void aFunctionThatIsNamedWithoutAliasIsInvokedAsItsMappingCallsIt() {
    aws.called.add(FUNCTION + ":live");
    aws.called.add(FUNCTION + "Other:live");

    assertThat(invokedBy("--function", "Handler", "--queue", "dlq", "--stream", "EventStream"))
        .containsExactly(FUNCTION + ":live");
    assertThat(invokedBy("--function", "Handler", "--queue", "dlq"))
        .containsExactly(FUNCTION + ":live");
  }

  @Test
  void anAliasThatIsNamedIsTheOneThatIsInvoked() {
    aws.called.add(FUNCTION + ":live");

    assertThat(invokedBy("--function", "Handler:next", "--queue", "dlq", "--stream", "EventStream"))
        .containsExactly(FUNCTION + ":next");
    assertThat(
            invokedBy("--function", FUNCTION + ":7", "--queue", "dlq", "--stream", "EventStream"))
        .containsExactly(FUNCTION + ":7");
  }

  @Test
  void aFunctionWithoutMappingIsInvokedAsItIsNamed() {
    assertThat(invokedBy("--function", "Handler", "--queue", "dlq", "--stream", "EventStream"))
        .containsExactly(FUNCTION);
  }

  /** The stack with {@code onFailure=s3} has a stream of a few hours, and that is enough. */
  @Test
  void aMappingThatWritesItsPayloadsToABucketNeedsNoStreamToKeepThem() {
    aws.called.add(FUNCTION + ":live");
    String[] pipeline = {"--function", "Handler", "--queue", "dlq", "--stream", "EventStream"};

    assertThat(doctor(pipeline)).contains("FAIL    stream retention");
    aws.destination = "arn:aws:s3:::letters";
    assertThat(doctor(pipeline)).contains("OK      stream retention").doesNotContain("FAIL");
  }

  @Test
  void whoNamesAFunctionWithoutMappingIsNotToldToNameIt(@TempDir Path temp) {
    List<String> all = new ArrayList<>(List.of("redrive", "--queue", "dlq"));
    all.addAll(List.of("--function", "Nope", "--yes"));
    all.addAll(List.of("--journal", temp.resolve("journal.ndjson").toString()));
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));

    Shell.Result result = Shell.plain(all.toArray(String[]::new));

    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err())
        .contains("no mapping of Nope was found", "add --stream NAME")
        .doesNotContain("--function")
        .hasLineCount(1);
  }

  private List<String> invokedBy(String... target) {
    doctor(target);
    return List.copyOf(aws.invoked);
  }

  private String doctor(String... target) {
    aws.invoked.clear();
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of(target));
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Commands.commandLine(Console.ofProcess(new PrintWriter(out), new PrintWriter(err)));
    commands.execute(all.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }

  /** CloudFormation with one stack, and Lambda with mappings that read the stream. */
  private static final class Aws implements Service {
    private final Map<String, String> outputs = new TreeMap<>();
    private final List<String> called = new ArrayList<>();
    private final List<String> invoked = new ArrayList<>();
    private String destination = "arn:aws:sqs:us-east-1:000000000000:dlq";

    @Override
    public boolean serves(Request request) {
      return request.path().startsWith("/2015-03-31/") || body(request).contains("DescribeStacks");
    }

    @Override
    public Reply handle(Request request) {
      if (body(request).contains("DescribeStacks")) {
        return reply(200, "text/xml", stack());
      }
      if (request.path().startsWith("/2015-03-31/event-source-mappings")) {
        return reply(200, "application/json", "{\"EventSourceMappings\":[" + mappings() + "]}");
      }
      String[] parts = request.path().split("/", -1);
      invoked.add(URLDecoder.decode(parts[3], StandardCharsets.UTF_8));
      return reply(204, "application/json", "");
    }

    private String stack() {
      return outputs.entrySet().stream()
          .map(
              it ->
                  "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                      .formatted(it.getKey(), it.getValue()))
          .collect(
              Collectors.joining(
                  "",
                  "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>",
                  "</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"));
    }

    private String mappings() {
      return called.stream()
          .map(
              function ->
                  """
                  {"UUID":"u","EventSourceArn":"arn:aws:kinesis:us-east-1:000000000000:stream/EventStream",\
                  "FunctionArn":"%s","State":"Enabled","MaximumRetryAttempts":2,\
                  "DestinationConfig":{"OnFailure":{"Destination":"%s"}}}"""
                      .formatted(function, destination))
          .collect(Collectors.joining(","));
    }

    private static String body(Request request) {
      return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static Reply reply(int status, String type, String body) {
      return new Reply(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }
  }
}

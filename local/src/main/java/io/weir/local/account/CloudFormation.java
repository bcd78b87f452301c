package io.weir.local.account;

import io.weir.local.http.Call;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one stack that is here, with the outputs of a deployed one: what reads a stack, as the
 * replayer does, finds the local pipeline by it. Other operations are refused.
 *
 * @param outputs by name
 */
public record CloudFormation(Map<String, String> outputs) implements Service {

  /** The stack's name. */
  public static final String STACK = "weir-local";

  private static final String VERSION = "2010-05-15";
  private static final String ID = "arn:aws:cloudformation:us-east-1:000000000000:stack/" + STACK;

  /** Keeps a copy of the outputs. */
  public CloudFormation {
    outputs = Map.copyOf(outputs);
  }

  @Override
  public boolean serves(Request request) {
    Call call = Call.of(request);
    return call.operation().equals("DescribeStacks")
        && VERSION.equals(call.parameters().get("Version"));
  }

  @Override
  public Reply handle(Request request) {
    Call call = Call.of(request);
    String requestId = UUID.randomUUID().toString();
    String name = call.parameters().getOrDefault("StackName", STACK);
    if (!name.equals(STACK) && !name.equals(ID)) {
      return call.refusal(
          400,
          "ValidationError",
          "Stack with id %s does not exist; the one that is here is %s".formatted(name, STACK),
          requestId);
    }
    String members =
        outputs.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                it ->
                    "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                        .formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining());
    String result =
        ("<DescribeStacksResult><Stacks><member><StackName>%s</StackName><StackId>%s</StackId>"
                + "<CreationTime>1970-01-01T00:00:00Z</CreationTime>"
                + "<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>%s</Outputs></member></Stacks>"
                + "</DescribeStacksResult>")
            .formatted(STACK, ID, members);
    return call.answer(
        "http://cloudformation.amazonaws.com/doc/" + VERSION + "/", result, requestId);
  }
}

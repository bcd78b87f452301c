package io.weir.replayer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.replayer.cli.Commands;
import io.weir.replayer.cli.Console;
import io.weir.replayer.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line as a Lambda function: one command a call, from {@code {"args":["rescue", …]}}.
 *
 * <p>It answers {@code {"exitCode":0,"output":…,"stderr":"…"}}; the output is JSON if the command
 * was told to print it, and text otherwise. There is no terminal, and no file lasts: what asks
 * needs {@code --yes}, and what acts needs a journal in a table.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>It stops before its deadline as it stops on Ctrl-C, and answers with exit code 130: the next
 * call goes on. An exit code that a person has to see (1, 2, 4, 5 and 7) is thrown, so that
 * whatever called the function counts an error; 3, 6, 10 and 130 are answers, since nothing is lost
 * by them and the next call does what is left.
 */
public final class ReplayerFunction implements RequestStreamHandler {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Time for the batch in hand and for giving messages back: a fifth of what there is. */
  private static final int SHARE = 5;

  private static final Duration MOST_RESERVED = Duration.ofMinutes(2);

  /** Below what an answer may have, also when it is escaped once more (LAM-2). */
  private static final int MOST_OUTPUT = 5_000_000;

  private static final Set<Integer> THROWN =
      Set.of(Exit.FAILED, Exit.USAGE, Exit.NO_ACCESS, Exit.AT_RISK, Exit.ABORTED);

  /** The command has failed in a way that a person must see. */
  public static final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandFailedException(int exitCode, String stderr) {
      super("exit code " + exitCode + (stderr.isEmpty() ? "" : ": " + stderr));
    }
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    List<String> arguments = arguments(event);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        Console.ofFunction(new PrintWriter(out), new PrintWriter(err), stopAt(context));
    int exitCode;
    try {
      exitCode = Commands.commandLine(console).execute(arguments.toArray(String[]::new));
    } finally {
      Thread
          .interrupted(); // a command that ran out of time leaves the mark; the thread is Lambda's
    }
    String stderr = err.toString().strip();
    context.getLogger().log("exit code " + exitCode + "\n" + stderr + "\n");
    if (THROWN.contains(exitCode)) {
      if (!arguments.contains("--reveal")) {
        context.getLogger().log(out + "\n"); // the caller will not see it
      }
      throw new CommandFailedException(exitCode, stderr);
    }
    answer.write(JSON.writeValueAsBytes(document(exitCode, out.toString(), stderr)));
  }

  private static List<String> arguments(InputStream event) throws IOException {
    JsonNode given = JSON.readTree(event).path("args");
    List<String> arguments = new ArrayList<>();
    for (JsonNode each : given) {
      if (!each.isTextual()) {
        throw new IllegalArgumentException(
            "args must be strings, and one is " + each.getNodeType());
      }
      arguments.add(each.textValue());
    }
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(
          "say what to do: {\"args\":[\"rescue\",\"--stack\",\"NAME\",\"--to\",\"s3://BUCKET\"]}");
    }
    return arguments;
  }

  private static Instant stopAt(Context context) {
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
    Duration share = left.dividedBy(SHARE);
    Duration reserved = share.compareTo(MOST_RESERVED) < 0 ? share : MOST_RESERVED;
    return Instant.now().plus(left).minus(reserved);
  }

  private static ObjectNode document(int exitCode, String out, String stderr) {
    ObjectNode document = JSON.createObjectNode().put("exitCode", exitCode);
    if (out.length() > MOST_OUTPUT) {
      document.put("output", "too large for an answer: " + out.length() + " characters");
    } else {
      document.set("output", parsed(out));
    }
    return document.put("stderr", stderr);
  }

  private static JsonNode parsed(String out) {
    String text = out.strip();
    if (text.startsWith("{")) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return JSON.getNodeFactory().textNode(text); // several lines of it, or none
      }
    }
    return JSON.getNodeFactory().textNode(text);
  }
}

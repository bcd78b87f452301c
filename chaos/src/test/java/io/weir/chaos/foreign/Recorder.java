package io.weir.chaos.foreign;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A function that knows nothing of Weir: it writes each event as one line, with its request's id in
 * front, and reports the records whose data contains {@code bad}.
 */
public final class Recorder implements RequestStreamHandler {

  private static final Pattern RECORD =
      Pattern.compile("\"sequenceNumber\":\"(\\d+)\",\"data\":\"([^\"]*)\"");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    List<String> failures = new ArrayList<>();
    for (MatchResult record : RECORD.matcher(event).results().toList()) {
      byte[] data = Base64.getDecoder().decode(record.group(2));
      if (new String(data, StandardCharsets.UTF_8).contains("bad")) {
        failures.add("{\"itemIdentifier\":\"" + record.group(1) + "\"}");
      }
    }
    Files.writeString(
        Path.of(System.getenv("TRACE")),
        context.getAwsRequestId() + " " + event + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    output.write(
        ("{\"batchItemFailures\":[" + String.join(",", failures) + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }
}

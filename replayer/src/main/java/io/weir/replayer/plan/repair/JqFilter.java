package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.plan.repair.Fix.Repaired.Failed;
import io.weir.replayer.plan.repair.Fix.Repaired.Rewritten;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A jq filter, run in this process for as long as it takes.
 *
 * <p>It must yield exactly one value, no larger than a record may be. In raw mode its input is the
 * payload as one string, as with {@code jq -R}, so that what is no JSON can be made some; bytes
 * that are no UTF-8 are read as Latin-1.
 */
final class JqFilter implements Fix {

  /** A record's payload has at most 1 MiB where the limit was not raised (KIN-8). */
  private static final int LARGEST = 1 << 20;

  private final String filter;
  private final boolean raw;
  private final TextBytes bytes = new TextBytes();
  private final Program program;

  JqFilter(String filter, boolean raw) {
    this.filter = filter;
    this.raw = raw;
    this.program = Program.compile(filter, bytes);
  }

  @Override
  public String text() {
    return (raw ? "raw " : "") + filter;
  }

  @Override
  public synchronized Repaired apply(Bytes payload) {
    try {
      return rewrite(input(payload));
    } catch (IOException e) {
      return new Failed("the payload is no JSON; --fix-raw gives the filter its text");
    } catch (InexactException e) {
      return new Failed(e.getMessage());
    } catch (StackOverflowError e) {
      return new Failed("the filter calls itself too often, or the payload is nested too deep");
    } catch (RuntimeException e) {
      return new Failed("the filter failed: " + e.getClass().getSimpleName());
    }
  }

  private JsonNode input(Bytes payload) throws IOException {
    if (raw) {
      return TextNode.valueOf(bytes.begin(payload));
    }
    bytes.beginDocument();
    return Document.read(payload.toArray());
  }

  private Repaired rewrite(JsonNode input) {
    List<JsonNode> outputs = new ArrayList<>();
    try {
      program.run(
          input,
          output -> {
            outputs.add(output);
            if (outputs.size() > 1) {
              throw new InexactException("the filter yields more than one value");
            }
          });
    } catch (JsonQueryException e) {
      return new Failed("the filter fails on this payload"); // its text may quote the payload
    }
    return outputs.isEmpty() ? new Failed("the filter yields nothing") : bounded(outputs.get(0));
  }

  private Repaired bounded(JsonNode output) {
    byte[] payload;
    try {
      payload =
          raw && output.isTextual()
              ? TextBytes.encoded(output.textValue())
              : Document.write(output);
    } catch (IOException e) {
      return new Failed("the filter yields what cannot be written");
    }
    return payload.length > LARGEST
        ? new Failed("the filter yields " + payload.length + " bytes, more than a record may have")
        : new Rewritten(Bytes.of(payload));
  }
}

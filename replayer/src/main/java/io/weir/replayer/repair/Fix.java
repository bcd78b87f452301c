package io.weir.replayer.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.repair.Repaired.Failed;
import io.weir.replayer.repair.Repaired.Rewritten;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A jq filter that rewrites one payload at a time.
 *
 * <p>Numbers keep every digit, and characters stay as they are, as with jq. The filter must yield
 * exactly one value, in a bounded time and no larger than a record may be. In raw mode its input is
 * the payload as one string, as with {@code jq -R}, so that what is no JSON can be made some; bytes
 * that are no UTF-8 are read as Latin-1.
 */
public final class Fix {

  /** A record's payload has at most 1 MiB where nobody has raised the limit (KIN-8). */
  private static final int LARGEST = 1 << 20;

  /** So many outputs, and it is clear that there is more than one. */
  private static final int ENOUGH = 2;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String filter;
  private final boolean raw;
  private final Duration limit;
  private final JsonQuery query;
  private final Scope scope;

  private Fix(String filter, boolean raw, Duration limit, JsonQuery query) {
    this.filter = filter;
    this.raw = raw;
    this.limit = limit;
    this.query = query;
    this.scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
  }

  /**
   * Compiles a filter.
   *
   * @param raw whether its input is the payload's text, and a string it yields is the new text
   * @param limit how long it may work on one payload
   * @throws IllegalArgumentException with a line for the user
   */
  public static Fix compile(String filter, boolean raw, Duration limit) {
    try {
      return new Fix(filter, raw, limit, JsonQuery.compile(filter, Versions.JQ_1_7));
    } catch (JsonQueryException e) {
      throw new IllegalArgumentException("not a jq filter: " + firstLine(e), e);
    }
  }

  /** Returns the filter as it is noted in a plan. */
  public String text() {
    return (raw ? "raw " : "") + filter;
  }

  /** Rewrites a payload. Never throws for any payload. */
  public Repaired apply(Bytes payload) {
    FutureTask<Repaired> task = new FutureTask<>(() -> rewrite(payload));
    Thread worker = new Thread(task, "weir-fix");
    worker.setDaemon(true);
    worker.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Failed("the filter takes longer than " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Failed(
          "the filter failed: " + (cause == null ? e : cause).getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  private Repaired rewrite(Bytes payload) {
    JsonNode input;
    try {
      input = raw ? TextNode.valueOf(text(payload)) : JSON.readTree(payload.toArray());
    } catch (IOException e) {
      return new Failed("the payload is no JSON; --fix-raw gives the filter its text");
    }
    List<JsonNode> outputs = new ArrayList<>();
    try {
      query.apply(
          Scope.newChildScope(scope),
          input,
          output -> {
            outputs.add(output);
            if (outputs.size() >= ENOUGH) {
              throw new JsonQueryException("more than one value");
            }
          });
    } catch (JsonQueryException e) {
      // Its text may quote the payload.
      return new Failed(
          outputs.size() >= ENOUGH
              ? "the filter yields more than one value"
              : "the filter fails on this payload");
    }
    return outputs.isEmpty() ? new Failed("the filter yields nothing") : bounded(outputs.get(0));
  }

  private Repaired bounded(JsonNode output) {
    byte[] bytes;
    try {
      bytes =
          raw && output.isTextual()
              ? output.textValue().getBytes(StandardCharsets.UTF_8)
              : JSON.writeValueAsBytes(output);
    } catch (JsonProcessingException e) {
      return new Failed("the filter yields what cannot be written");
    }
    return bytes.length > LARGEST
        ? new Failed("the filter yields " + bytes.length + " bytes, more than a record may have")
        : new Rewritten(Bytes.of(bytes));
  }

  private static String text(Bytes payload) {
    ByteBuffer bytes = payload.buffer();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return new String(payload.toArray(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}

package io.weir.replayer.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.weir.replayer.letter.Bytes;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A plan as a file: the plan and its digest, in JSON for people and reviews.
 *
 * <p>The digest is the SHA-256 of the plan in compact JSON, so white space may change and nothing
 * else: what is applied is what was reviewed.
 */
public final class PlanFile {

  private static final String DIGEST = "digest";
  private static final String PLAN = "plan";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private PlanFile() {}

  /** Returns the plan's digest, 64 hexadecimal digits. */
  public static String digest(Plan plan) {
    try {
      return Bytes.of(JSON.writeValueAsBytes(plan)).sha256();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that cannot be written", e);
    }
  }

  /** Returns the file's content. */
  public static byte[] write(Plan plan) {
    try {
      JsonNode file =
          JSON.createObjectNode().put(DIGEST, digest(plan)).set(PLAN, JSON.valueToTree(plan));
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that cannot be written", e);
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws StalePlanException if it is no plan, was edited, or is of another form
   */
  public static Plan read(byte[] content) throws StalePlanException {
    Plan plan;
    String digest;
    try {
      JsonNode file = JSON.readTree(content);
      digest = file.path(DIGEST).asText();
      plan = JSON.treeToValue(file.path(PLAN), Plan.class);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new StalePlanException("not a plan, or cut off: make it again with plan", e);
    }
    if (plan == null) {
      throw new StalePlanException("not a plan: make one with plan");
    }
    if (!digest.equals(digest(plan))) {
      throw new StalePlanException(
          "the plan was edited: its digest is no longer right; make it again with plan");
    }
    if (plan.version() != Plan.VERSION) {
      throw new StalePlanException("a plan of form " + plan.version() + ", which is not known");
    }
    return plan;
  }

  /** An instant in ISO 8601. */
  private static final class InstantReader extends FromStringDeserializer<Instant> {

    @Serial private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}

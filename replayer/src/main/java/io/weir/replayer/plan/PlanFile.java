package io.weir.replayer.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A plan as a file: the plan and its digest, in JSON for people and reviews.
 *
 * <p>The digest is the SHA-256 of the plan in compact JSON, so white space may change and nothing
 * else: what is applied is what was reviewed.
 */
public final class PlanFile {

  private static final String DIGEST = "digest";
  private static final String PLAN = "plan";
  private static final String VERSION = "version";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private PlanFile() {}

  /** Where a plan is read from; it is read twice. */
  public interface Source {

    /** Opens it at its beginning. */
    InputStream open() throws IOException;
  }

  /** Returns the plan's digest, 64 hexadecimal digits. */
  public static String digest(Plan plan) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
        JSON.writeValue(out, plan);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a plan that cannot be written", e);
    }
  }

  /** Writes the file's content, record by record. */
  public static void write(Plan plan, OutputStream out) throws IOException {
    JsonGenerator json =
        JSON.createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeStringField(DIGEST, digest(plan));
    json.writeObjectField(PLAN, plan);
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  /** Returns the file's content. */
  public static byte[] write(Plan plan) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(plan, out);
    } catch (IOException e) {
      throw new IllegalStateException("a plan that cannot be written", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a file's content.
   *
   * @throws StalePlanException if it is no plan, was edited, or is of another form
   */
  public static Plan read(byte[] content) throws StalePlanException {
    try {
      return read(() -> new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new IllegalStateException("bytes that cannot be read", e);
    }
  }

  /**
   * Reads a plan, record by record. Its version comes first: what a newer one holds beside is not
   * known, and no edit.
   *
   * @throws StalePlanException if it is no plan, was edited, or is of another form
   */
  public static Plan read(Source source) throws StalePlanException, IOException {
    String digest = "";
    Plan plan = null;
    try (InputStream once = source.open();
        InputStream twice = source.open()) {
      checkVersion(JSON.createParser(once));
      JsonParser json = JSON.createParser(twice);
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals(DIGEST)) {
          digest = json.getValueAsString("");
          json.skipChildren();
        } else if (name.equals(PLAN)) {
          plan = json.readValueAs(Plan.class);
        } else {
          json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new StalePlanException("not a plan, or cut off: make it again with plan");
      }
    } catch (JsonProcessingException | NullPointerException e) {
      throw new StalePlanException(why(e) + ": make it again with plan", e);
    }
    if (plan == null) {
      throw new StalePlanException("not a plan: make one with plan");
    }
    if (!digest.equals(digest(plan))) {
      throw new StalePlanException(
          "the plan was edited: its digest is no longer right; make it again with plan");
    }
    return plan;
  }

  private static String why(Exception e) {
    return e instanceof InvalidFormatException wrong && wrong.getTargetType() == Plan.Via.class
        ? "the plan names a route that is not known"
        : "not a plan, or cut off";
  }

  /** Looks for the plan's version, and no further. */
  private static void checkVersion(JsonParser json) throws IOException, StalePlanException {
    boolean inPlan = false;
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (!inPlan && name.equals(PLAN) && value == JsonToken.START_OBJECT) {
        inPlan = true;
      } else if (inPlan && name.equals(VERSION)) {
        if (json.getValueAsInt() > Plan.NEWEST) {
          throw new StalePlanException(
              "the plan was made by a newer version of the replayer (form %s): use that one"
                  .formatted(json.getText()));
        }
        return;
      } else {
        json.skipChildren();
      }
    }
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

  /** A plan that must not be applied. Its message is one line for the user. */
  public static final class StalePlanException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /** A plan that says so itself. */
    public StalePlanException(String message) {
      super(message);
    }

    /** A plan that cannot be read. */
    public StalePlanException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

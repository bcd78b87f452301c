package io.weir.replayer.letter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** JSON texts that another party wrote: bounded, no duplicate names, nothing after the end. */
final class Json {

  /** More than a record's 10 MiB in base64, and than an S3 object's event of 6 MB, escaped. */
  private static final int MAX_STRING = 48 * 1024 * 1024;

  private static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER = mapper(true);
  private static final JsonMapper WITH_DUPLICATES = mapper(false);

  private Json() {}

  private static JsonMapper mapper(boolean strict) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  /** Reads a JSON object; empty if the bytes are none. */
  static Optional<JsonNode> object(byte[] bytes) {
    try {
      return Optional.ofNullable(MAPPER.readTree(bytes)).filter(JsonNode::isObject);
    } catch (IOException | NumberFormatException e) {
      // The latter is no JsonProcessingException: an exponent that BigDecimal cannot hold.
      return Optional.empty();
    }
  }

  /** Tells whether bytes are one whole JSON object, though names may come twice in it. */
  static boolean isObject(byte[] bytes) {
    try {
      return WITH_DUPLICATES.readTree(bytes).isObject();
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }
}

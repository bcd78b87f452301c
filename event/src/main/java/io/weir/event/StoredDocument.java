package io.weir.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares a document that is about to be stored with one that is stored. */
final class StoredDocument {

  /** Two levels of JSON for each level of the document. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4 * ItemSize.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private StoredDocument() {}

  /** Tells whether DynamoDB keeps both as the same value. */
  static boolean isSame(DynamoDbJson document, AttributeValue stored) {
    byte[] bytes = new byte[document.length()];
    document.copyTo(bytes, 0);
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      return isSame(json, stored);
    } catch (IOException e) {
      throw new UncheckedIOException("a document that cannot be read back", e);
    }
  }

  /** Reads one value from its opening brace to its closing one; stops at the first difference. */
  private static boolean isSame(JsonParser json, @Nullable AttributeValue stored)
      throws IOException {
    String type = json.nextFieldName();
    json.nextToken();
    if (stored == null || type == null) {
      return false;
    }
    boolean same =
        switch (type) {
          case "S" -> json.getText().equals(stored.s());
          case "N" -> isSameNumber(json.getText(), stored.n());
          case "BOOL" -> stored.bool() != null && json.getBooleanValue() == stored.bool();
          case "NULL" -> Boolean.TRUE.equals(stored.nul());
          case "L" -> stored.hasL() && isSameList(json, stored.l());
          case "M" -> stored.hasM() && isSameMap(json, stored.m());
          default -> false;
        };
    return same && json.nextToken() == JsonToken.END_OBJECT;
  }

  private static boolean isSameNumber(String number, @Nullable String stored) {
    return stored != null && DecimalNumber.parse(number).equals(DecimalNumber.parse(stored));
  }

  private static boolean isSameList(JsonParser json, List<AttributeValue> stored)
      throws IOException {
    for (AttributeValue element : stored) {
      if (json.nextToken() == JsonToken.END_ARRAY || !isSame(json, element)) {
        return false;
      }
    }
    return json.nextToken() == JsonToken.END_ARRAY;
  }

  /** An event's document has no name twice, so the same count and each name found are enough. */
  private static boolean isSameMap(JsonParser json, Map<String, AttributeValue> stored)
      throws IOException {
    int members = 0;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (!isSame(json, stored.get(name))) {
        return false;
      }
      members++;
    }
    return members == stored.size();
  }
}

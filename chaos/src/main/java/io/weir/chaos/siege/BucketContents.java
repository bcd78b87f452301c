package io.weir.chaos.siege;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.books.Hash;
import io.weir.local.books.Position;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the mapping has written to the bucket, payloads included. */
final class BucketContents {

  static final String BUCKET = "event-stream-failures";
  static final String PREFIX = "aws/lambda/";

  private static final JsonMapper JSON = new JsonMapper();

  private BucketContents() {}

  /**
   * Reads every object, and returns the bytes' hash by position; a bucket that is not there holds
   * nothing.
   */
  static Map<Position, Hash> read(S3Client s3) {
    Map<Position, Hash> records = new HashMap<>();
    for (String key : keys(s3)) {
      String object = s3.getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
      for (JsonNode record : json(json(object).path("payload").asText()).path("Records")) {
        JsonNode kinesis = record.path("kinesis");
        String shardId = record.path("eventID").asText().split(":", 2)[0];
        records.put(
            Position.of(shardId, kinesis.path("sequenceNumber").asText()),
            Hash.of(Base64.getDecoder().decode(kinesis.path("data").asText())));
      }
    }
    return records;
  }

  /** Returns how many objects there are. */
  static int count(S3Client s3) {
    return keys(s3).size();
  }

  private static List<String> keys(S3Client s3) {
    try {
      return s3.listObjectsV2Paginator(it -> it.bucket(BUCKET).prefix(PREFIX)).contents().stream()
          .map(S3Object::key)
          .toList();
    } catch (NoSuchBucketException e) {
      return List.of();
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object in the bucket is no JSON", e);
    }
  }
}

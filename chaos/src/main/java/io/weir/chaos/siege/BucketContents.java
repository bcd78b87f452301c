package io.weir.chaos.siege;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the mapping has written to the bucket, payloads included.
 *
 * @param records the bytes' hash by position
 * @param objects how many there are
 */
record BucketContents(Map<Position, Hash> records, int objects) {

  static final String BUCKET = "event-stream-failures";
  static final String PREFIX = "aws/lambda/";

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads every object; a bucket that is not there holds nothing. */
  static BucketContents read(S3Client s3) {
    Map<Position, Hash> records = new HashMap<>();
    List<String> keys = keys(s3);
    for (String key : keys) {
      String object = s3.getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
      for (JsonNode record : json(json(object).path("payload").asText()).path("Records")) {
        JsonNode kinesis = record.path("kinesis");
        String shardId = record.path("eventID").asText().split(":", 2)[0];
        records.put(
            Position.of(shardId, kinesis.path("sequenceNumber").asText()),
            Hash.of(Base64.getDecoder().decode(kinesis.path("data").asText())));
      }
    }
    return new BucketContents(records, keys.size());
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

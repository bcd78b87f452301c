package io.weir.local.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * A whole object.
 *
 * @param headers those that are given back as they came: content type and {@code x-amz-meta-}
 * @param lastModified to the second
 */
record StoredObject(String key, byte[] content, Map<String, String> headers, Instant lastModified) {

  StoredObject {
    headers = Map.copyOf(headers);
  }

  /** The MD5 of the content, in hexadecimal, between quotes. */
  String etag() {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
      return '"' + HexFormat.of().formatHex(md5) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}

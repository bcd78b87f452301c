package io.weir.local.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The objects of one bucket by key, in the order of their UTF-16 characters. */
final class Bucket {

  private final ConcurrentNavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>();

  private final Instant created;

  Bucket(Instant created) {
    this.created = created;
  }

  Instant created() {
    return created;
  }

  void put(StoredObject object) {
    objects.put(object.key(), object);
  }

  Optional<StoredObject> get(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  void delete(String key) {
    objects.remove(key);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Returns the objects whose keys come after one, in order. */
  Collection<StoredObject> after(String key) {
    return objects.tailMap(key, false).values();
  }

  /**
   * A whole object.
   *
   * @param headers those that are given back as they came: content type and {@code x-amz-meta-}
   * @param lastModified to the second
   */
  record StoredObject(
      String key, byte[] content, Map<String, String> headers, Instant lastModified) {

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
}

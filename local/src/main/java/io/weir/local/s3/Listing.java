package io.weir.local.s3;

import io.weir.local.s3.Bucket.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a bucket's keys.
 *
 * @param commonPrefixes what stands for the keys that go on after the delimiter
 * @param next where the next page begins: a token or, in the first version of the call, a key
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors ListBucketResult
record Listing(
    String prefix,
    String delimiter,
    int maxKeys,
    List<StoredObject> objects,
    Set<String> commonPrefixes,
    Optional<String> next) {

  private static final int MOST_KEYS = 1_000;

  static Listing of(Bucket bucket, Address address) {
    boolean second = address.parameter("list-type").isPresent();
    String prefix = address.parameter("prefix").orElse("");
    String delimiter = address.parameter("delimiter").orElse("");
    int maxKeys = maxKeys(address);
    String after = second ? start(address) : address.parameter("marker").orElse("");
    List<StoredObject> objects = new ArrayList<>();
    Set<String> common = new LinkedHashSet<>();
    String last = "";
    for (StoredObject object : bucket.after(after)) {
      String key = object.key();
      if (!key.startsWith(prefix)) {
        continue;
      }
      int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String group = cut < 0 ? "" : key.substring(0, cut + delimiter.length());
      if (!group.isEmpty() && (common.contains(group) || after.startsWith(group))) {
        last = key;
        continue; // told already
      }
      if (objects.size() + common.size() == maxKeys) {
        return new Listing(
            prefix, delimiter, maxKeys, objects, common, Optional.of(second ? token(last) : last));
      }
      if (group.isEmpty()) {
        objects.add(object);
      } else {
        common.add(group);
      }
      last = key;
    }
    return new Listing(prefix, delimiter, maxKeys, objects, common, Optional.empty());
  }

  int count() {
    return objects.size() + commonPrefixes.size();
  }

  private static String start(Address address) {
    Optional<String> token = address.parameter("continuation-token");
    try {
      return token
          .map(it -> new String(Base64.getUrlDecoder().decode(it), StandardCharsets.UTF_8))
          .orElse(address.parameter("start-after").orElse(""));
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument("The continuation token provided is incorrect");
    }
  }

  private static String token(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static int maxKeys(Address address) {
    try {
      int asked = Integer.parseInt(address.parameter("max-keys").orElse("" + MOST_KEYS));
      if (asked < 0) {
        throw S3Error.invalidArgument(
            "Argument max-keys must be an integer between 0 and 2147483647");
      }
      return Math.min(asked, MOST_KEYS);
    } catch (NumberFormatException e) {
      throw S3Error.invalidArgument("Provided max-keys not an integer or within integer range");
    }
  }
}

package io.weir.local.s3;

import io.weir.local.http.StartException;
import io.weir.local.s3.Bucket.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** All buckets, in memory, and on disk too where they are to be kept. */
final class Buckets {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Map<String, Bucket> byName = new ConcurrentSkipListMap<>();
  private final Optional<Disk> disk;

  Buckets(Optional<Path> directory) {
    try {
      disk = directory.isPresent() ? Optional.of(new Disk(directory.get())) : Optional.empty();
      if (disk.isPresent()) {
        byName.putAll(disk.get().load());
      }
    } catch (IOException | RuntimeException e) {
      String where = directory.map(Path::toString).orElse("memory");
      throw new StartException("the buckets in " + where + " cannot be read: " + e, e);
    }
  }

  /** Returns when each bucket was made. */
  Map<String, Instant> created() {
    Map<String, Instant> created = new TreeMap<>();
    byName.forEach((name, bucket) -> created.put(name, bucket.created()));
    return created;
  }

  boolean exists(String bucket) {
    return byName.containsKey(bucket);
  }

  Bucket bucket(String name) {
    return Optional.ofNullable(byName.get(name)).orElseThrow(S3Error::noSuchBucket);
  }

  synchronized void create(String name, Instant now) {
    if (!NAME.matcher(name).matches()) {
      throw S3Error.invalidBucketName();
    }
    disk.ifPresent(it -> it.create(name));
    byName.putIfAbsent(name, new Bucket(now));
  }

  synchronized void delete(String name) {
    if (!bucket(name).isEmpty()) {
      throw S3Error.bucketNotEmpty();
    }
    disk.ifPresent(it -> it.delete(name));
    byName.remove(name);
  }

  synchronized void put(String name, StoredObject object) {
    Bucket bucket = bucket(name);
    disk.ifPresent(it -> it.put(name, object));
    bucket.put(object);
  }

  synchronized void delete(String name, String key) {
    Bucket bucket = bucket(name);
    disk.ifPresent(it -> it.delete(name, key));
    bucket.delete(key);
  }
}

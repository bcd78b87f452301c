package io.weir.local.s3;

import java.time.Instant;
import java.util.Collection;
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
}

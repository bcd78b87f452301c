package io.weir.chaos.simulate;

import io.weir.replayer.archive.Vault;
import io.weir.replayer.aws.S3Location;
import io.weir.replayer.aws.S3Vault;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where rescued letters are kept. A copy is there whole, or not at all. */
final class SimulatedVault implements Vault {

  private static final S3Location PLACE =
      S3Location.parse("s3://" + Bucket.NAME + "/rescued").orElseThrow();

  private final Bucket bucket;
  private final World world;
  private final Truth truth;
  private final Map<String, Bytes> copies = new TreeMap<>();

  SimulatedVault(World world, Truth truth) {
    this.bucket = new Bucket(world, this::kept);
    this.world = world;
    this.truth = truth;
  }

  /** Returns it as its clients see it: a bucket, where the run has the troubles of one. */
  Vault client() {
    return world.weather().has(Fault.BUCKET_TROUBLE) ? new S3Vault(() -> bucket, PLACE) : this;
  }

  private void kept(String key, byte[] copy) {
    copies.put(key.substring(PLACE.prefix().length()), Bytes.of(copy));
    truth.archives().rescued(new String(copy, StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "the vault";
  }

  @Override
  public boolean has(String file) {
    return world.effect("the look into the vault", () -> copies.containsKey(file));
  }

  @Override
  public Optional<Bytes> get(String file) {
    return world.effect("the copy out of the vault", () -> Optional.ofNullable(copies.get(file)));
  }

  @Override
  public void put(String file, Bytes copy) {
    world.effect(
        "the copy into the vault",
        () -> {
          copies.put(file, copy);
          truth.archives().rescued(new String(copy.toArray(), StandardCharsets.UTF_8));
          return true;
        });
  }

  /** Tells whether it has a letter that had lost some of its records. */
  boolean hasPart(Letter letter) {
    String name =
        Spec.sha256((letter.id() + "\n" + letter.body().sha256()).getBytes(StandardCharsets.UTF_8));
    return copies.containsKey(name + ".part.json");
  }

  /** Returns the letters that are in it. */
  List<Letter> letters() {
    return copies.values().stream().map(LetterReader::readFromFile).toList();
  }
}

package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.aws.S3Location;
import io.weir.replayer.aws.S3Vault;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
          Bytes before = copies.put(file, copy);
          if (before != null && !carried(copy).containsAll(carried(before))) {
            String what = "a copy gives way to one that holds less";
            truth.violation(new Truth.Violation("rescue", what, file));
          }
          truth.archives().rescued(text(copy));
          return true;
        });
  }

  private static Set<Covered> carried(Bytes copy) {
    return Covered.by(text(copy)).stream().filter(Covered::carries).collect(Collectors.toSet());
  }

  private static String text(Bytes copy) {
    return new String(copy.toArray(), StandardCharsets.UTF_8);
  }

  /**
   * An operator has imported an export of letters whose records were not in hand with version
   * 0.1.0: each copy has the name of a whole one; some were edited since.
   */
  void formerly(JsonNode message, String copy) {
    String name = nameOf(message.path("id").asText(), message.path("sha256").asText());
    copies.putIfAbsent(name + ".json", Bytes.of(copy.getBytes(StandardCharsets.UTF_8)));
  }

  /** Tells whether it has a letter that had lost some of its records. */
  boolean hasPart(Letter letter) {
    return copies.containsKey(nameOf(letter) + ".part.json")
        && !copies.containsKey(nameOf(letter) + ".json");
  }

  private static String nameOf(Letter letter) {
    DeadLetter content = letter.content();
    DeadLetter original = content instanceof ExportedLetter it ? it.original() : content;
    String id = original instanceof Pointer ? "" : letter.id(); // it is the same under each id
    return nameOf(id, letter.body().sha256());
  }

  private static String nameOf(String id, String bodyHash) {
    String identity = id + "\n" + bodyHash;
    return Spec.sha256(identity.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the letters that are in it, each with the copy that has the most of it. */
  List<Letter> letters() {
    Map<String, Bytes> fullest = new TreeMap<>();
    for (Bytes copy : copies.values()) {
      fullest.merge(
          LetterReader.readFromFile(copy).id(),
          copy,
          (one, other) -> carried(other).size() > carried(one).size() ? other : one);
    }
    return fullest.values().stream().map(LetterReader::readFromFile).toList();
  }
}

package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamException.Kind;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each letter is counted once, and what will be lost first is copied first. */
class RescueReportTest {

  private static final Instant NOW = Instant.parse("2026-09-19T10:00:00Z");

  /** A record before this number has left the stream; another one cannot be read. */
  private static final StreamReader STREAM =
      new StreamReader() {
        @Override
        public Duration retention(StreamArn stream) {
          return Duration.ofHours(24);
        }

        @Override
        public String iterator(StreamArn stream, String shardId, Position position)
            throws StreamException {
          boolean gone = position instanceof Position.At at && at.number().toString().length() < 9;
          throw new StreamException(gone ? Kind.GONE : Kind.FAILED, "no");
        }

        @Override
        public Page read(StreamArn stream, String shardId, String iterator, int limit) {
          throw new IllegalStateException("nothing was opened");
        }
      };

  /** Copies in memory, in the order in which they came. */
  private static final class MemoryVault implements Vault {

    private final Map<String, Bytes> copies = new LinkedHashMap<>();

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public boolean has(String file) {
      return copies.containsKey(file);
    }

    @Override
    public Optional<Bytes> get(String file) {
      return Optional.ofNullable(copies.get(file));
    }

    @Override
    public void put(String file, Bytes copy) {
      copies.put(file, copy);
    }
  }

  private final MemoryVault vault = new MemoryVault();
  private int told;

  private Rescue.Report rescue(List<Letter> letters) throws IOException, InterruptedException {
    Set<StreamArn> trusted = Set.of(stream("orders"), stream("EventStream"));
    Recoverer recoverer =
        new Recoverer(
            STREAM,
            new Trust(trusted, Set.of()),
            Bounds.DEFAULT,
            new ReadPace(1, () -> NOW, time -> {}),
            () -> NOW);
    return new Rescue(recoverer, vault, () -> NOW)
        .run(letters, Optional.of(Duration.ofDays(14)), () -> told++);
  }

  private static StreamArn stream(String name) {
    return StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/" + name).orElseThrow();
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("../testdata/" + name + ".json"));
  }

  private static Letter letter(String id, String text) {
    Bytes body = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    return new Letter(
        id,
        Optional.empty(),
        body,
        Optional.empty(),
        Optional.empty(),
        1,
        Attributes.NONE,
        LetterReader.read(body));
  }

  private static Letter pointer(String id, String arrival) throws IOException {
    return letter(
        id, golden("pointers/items-reported").replace("2026-09-19T09:11:14.716Z", arrival));
  }

  private static Letter parked(String id, String parkedAt) throws IOException {
    return letter(id, golden("parked/empty").replace("2026-09-19T09:11:15.123Z", parkedAt));
  }

  private static Letter lost(String id) throws IOException {
    String numbers = "\"\\d{20,}\"";
    return letter(id, golden("pointers/items-reported").replaceAll(numbers, "\"100\""));
  }

  /** An S3 object that carries one of the two records of its batch. */
  private static Letter inPart(String id) throws IOException {
    String whole = golden("pointers/s3-object-of-two");
    int second = whole.indexOf(",{\\\"kinesis\\\"");
    String part = whole.substring(0, second) + whole.substring(whole.lastIndexOf("]}\""));
    return letter(
        id, part.replaceFirst("\"requestId\":\"[^\"]*\"", "\"requestId\":\"" + id + "\""));
  }

  @Test
  void eachLetterIsCountedOnceUnderWhatBecameOfIt() throws Exception {
    List<Letter> letters = new ArrayList<>();
    letters.add(letter("before", golden("pointers/s3-object-of-two")));
    assertThat(rescue(letters).copied()).isEqualTo(1);
    Letter earlier = inPart("in part, before");
    assertThat(rescue(List.of(earlier)).copiedInPart()).isEqualTo(1);
    letters.add(earlier);
    letters.add(inPart("in part, now"));
    for (int i = 0; i < 3; i++) {
      letters.add(parked("copied-" + i, "2026-09-19T09:00:00Z"));
    }
    for (int i = 0; i < 4; i++) {
      letters.add(lost("lost-" + i));
    }
    for (int i = 0; i < 5; i++) {
      letters.add(letter("refused-" + i, golden("pointers/items-reported").replace("orders", "x")));
    }
    for (int i = 0; i < 6; i++) {
      letters.add(pointer("unreadable-" + i, "2026-09-19T09:00:00Z"));
    }
    for (int i = 0; i < 7; i++) {
      letters.add(letter("malformed-" + i, "{"));
    }
    told = 0;

    Rescue.Report report = rescue(letters);

    assertThat(report)
        .isEqualTo(
            new Rescue.Report(
                3, 2, 1, 4, 5, 6, 7, Optional.of(Instant.parse("2026-09-20T09:00:00Z"))));
    assertThat(report.total()).isEqualTo(letters.size()).isEqualTo(28);
    assertThat(told).as("progress").isEqualTo(letters.size());
    assertThat(vault.has(Vault.partOf(inPart("in part, now")))).isTrue();
    assertThat(vault.copies).hasSize(2 + 1 + 3 + 7);
  }

  @Test
  void theNextLossIsTheEarliestOfWhatIsRefusedOrUnreadable() throws Exception {
    Letter late = pointer("late", "2026-09-19T09:30:00Z");
    Letter soon = pointer("soon", "2026-09-19T09:10:00Z");
    Letter later = pointer("later", "2026-09-19T09:50:00Z");
    Letter refused =
        letter("refused", golden("pointers/items-reported").replace("stream/orders", "stream/x"));
    Letter refusedButSent =
        new Letter(
            "sent",
            Optional.empty(),
            refused.body(),
            Optional.of(Instant.parse("2026-09-06T09:05:00Z")),
            Optional.empty(),
            1,
            Attributes.NONE,
            refused.content());

    assertThat(rescue(List.of(late, soon, later, refused)).nextLoss())
        .contains(Instant.parse("2026-09-20T09:10:00Z"));
    assertThat(rescue(List.of(refusedButSent, soon)).nextLoss())
        .contains(Instant.parse("2026-09-20T09:05:00Z"));
    assertThat(rescue(List.of(refused)).nextLoss()).isEmpty();
  }

  @Test
  void whatWillBeLostFirstIsCopiedFirst() throws Exception {
    Letter alien = letter("alien", "{");
    Letter young = parked("young", "2026-09-19T09:30:00Z");
    Letter carried = letter("carried", golden("pointers/s3-object-of-two")); // of 09:11:14
    Letter old = parked("old", "2026-09-19T09:00:00Z");
    Letter oldest = parked("exported", "2026-09-19T08:00:00Z");
    Letter exported =
        letter(
            "exported",
            new String(
                ExportLine.of(oldest, "COMPLETE", List.of(), NOW).toArray(),
                StandardCharsets.US_ASCII));

    assertThat(rescue(List.of(alien, young, exported, carried, old)).copied()).isEqualTo(4);

    assertThat(vault.copies.keySet())
        .containsExactly(
            Vault.fileOf(exported),
            Vault.fileOf(old),
            Vault.fileOf(carried),
            Vault.fileOf(young),
            Vault.fileOf(alien));
  }

  @Test
  void moreLettersThanAreReadAtOnceAreAllCopied() throws Exception {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      letters.add(parked("m-" + i, "2026-09-19T09:00:00Z"));
    }

    assertThat(rescue(letters).copied()).isEqualTo(41);
    assertThat(vault.copies).hasSize(41);
  }

  @Test
  void aCopyThatIsOfAnotherLetterOrBentIsRefusedWithItsVault() throws Exception {
    Letter letter = parked("m-1", "2026-09-19T09:00:00Z");
    Letter other = parked("m-1", "2026-09-19T09:00:01Z");
    Bytes othersCopy = ExportLine.of(other, "COMPLETE", List.of(), NOW);
    for (Bytes copy : List.of(othersCopy, letter.body())) {
      vault.put(Vault.fileOf(letter), copy);
      assertThatThrownBy(() -> new VaultCopies(vault).of(letter))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("memory");
    }
    assertThat(new VaultCopies(vault).of(other)).isEmpty();
  }

  @Test
  void aDirectoryOfCopiesIsNamedByItsPath() {
    assertThat(new DirectoryVault(Path.of("copies")).name()).isEqualTo("copies");
  }
}

package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was rescued is whole, private, and not read again. */
class RescueTest {

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/EventStream").orElseThrow();

  @TempDir private Path temp;

  private final List<String> calls = new ArrayList<>();
  private Kind failure = Kind.FAILED;

  private final StreamReader broken =
      new StreamReader() {
        @Override
        public Duration retention(StreamArn stream) {
          return Duration.ofHours(24);
        }

        @Override
        public String iterator(StreamArn stream, String shardId, Position position)
            throws StreamException {
          calls.add("iterator");
          throw new StreamException(failure, "no");
        }

        @Override
        public Page read(StreamArn stream, String shardId, String iterator, int limit) {
          throw new IllegalStateException("nothing was opened");
        }
      };

  private Rescue.Report rescue(Letter... letters) throws IOException, InterruptedException {
    InstantSource clock = () -> Instant.parse("2026-09-19T10:00:00Z");
    Recoverer recoverer =
        new Recoverer(
            broken,
            new Trust(
                Set.of(
                    STREAM,
                    StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders")
                        .orElseThrow()),
                Set.of()),
            Bounds.DEFAULT,
            new ReadPace(1, clock, time -> {}),
            clock);
    return new Rescue(recoverer, new DirectoryVault(vault()), clock)
        .run(List.of(letters), Optional.empty(), () -> {});
  }

  private Path vault() {
    return temp.resolve("vault");
  }

  private static Letter letter(String id, String golden) throws IOException {
    Bytes body = Bytes.of(Files.readAllBytes(Path.of("../testdata/" + golden + ".json")));
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

  @Test
  void aCopyIsReadBackToTheByteAndByItsOwnerAlone() throws Exception {
    Letter letter = letter("../../etc/x", "parked/binary-and-unicode-key");
    assertThat(rescue(letter).copied()).isEqualTo(1);
    List<Path> files;
    try (Stream<Path> all = Files.list(vault())) {
      files = all.toList();
    }
    assertThat(files).singleElement().asString().matches(".*/[0-9a-f]{64}\\.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(vault())))
        .isEqualTo("rwx------");
    Letter back = FileQueue.of(vault()).peek(10).letters().get(0);
    assertThat(back.id()).isEqualTo(letter.id());
    assertThat(back.body()).isEqualTo(letter.body());
  }

  @Test
  void aSecondRunCopiesNothingAndReadsNothing() throws Exception {
    Letter carried = letter("m-1", "pointers/s3-object-of-two");
    Letter parked = letter("m-2", "parked/empty");
    assertThat(rescue(carried, parked).copied()).isEqualTo(2);
    Rescue.Report again = rescue(carried, parked);
    assertThat(again.copied()).isZero();
    assertThat(again.before()).isEqualTo(2);
    assertThat(calls).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsTriedAgainAndCountedAsAtRisk() throws Exception {
    Letter pointer = letter("m-1", "pointers/items-reported");
    for (int run = 1; run <= 2; run++) {
      Rescue.Report report = rescue(pointer);
      assertThat(report.unreadable()).isEqualTo(1);
      assertThat(report.nextLoss()).contains(Instant.parse("2026-09-20T09:11:14.716Z"));
      assertThat(calls).hasSize(run);
    }
    assertThat(vault()).doesNotExist();
  }

  @Test
  void whatIsLostIsCountedAndNotKept() throws Exception {
    failure = Kind.GONE;
    Rescue.Report report = rescue(letter("m-1", "pointers/items-reported"));
    assertThat(report.lost()).isEqualTo(1);
    assertThat(report.total()).isEqualTo(1);
  }

  @Test
  void aDraftOfAKilledRunIsPassedOver() throws Exception {
    rescue(letter("m-1", "parked/empty"));
    Files.writeString(vault().resolve(".draft-1.tmp"), "{\"weir\":");
    assertThat(FileQueue.of(vault()).peek(10).letters()).hasSize(1);
  }

  @Test
  void aFileMayHoldOneDocumentOrOneALine() throws IOException, QueueException {
    String pointer = Files.readString(Path.of("../testdata/pointers/consumer.json")).strip();
    String other = Files.readString(Path.of("../testdata/parked/empty.json")).strip();
    Path file = temp.resolve("f");
    Files.writeString(file, pointer + "\n\nnot json\n" + other + "\n" + pointer);
    Peek peek = FileQueue.of(file).peek(10);
    assertThat(peek.letters()).hasSize(3);
    assertThat(FileQueue.of(file).peek(2).whole()).isFalse();
    Files.writeString(file, pointer.replace(",", ",\n"), StandardCharsets.UTF_8);
    assertThat(FileQueue.of(file).peek(10).letters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.content())
                    .isEqualTo(
                        LetterReader.read(Bytes.of(pointer.getBytes(StandardCharsets.UTF_8)))));
  }
}

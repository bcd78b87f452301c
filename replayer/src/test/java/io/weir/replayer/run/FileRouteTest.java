package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.route.Answer;
import io.weir.replayer.route.FileRoute;
import io.weir.replayer.route.RouteException;
import io.weir.replayer.route.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy in a file is whole, on the disk, and settles nothing. */
class FileRouteTest {

  @TempDir private Path temp;

  private static Work work(int number, byte[] payload) {
    RecoveredRecord like = World.record(number, "k\u00e9y \"" + number, "");
    RecoveredRecord record =
        new RecoveredRecord(
            like.coordinates(), like.partitionKey(), Bytes.of(payload), like.arrivedAt());
    return new Work(
        record,
        record.coordinates().stream().toString(),
        record.payload(),
        record.payload().sha256());
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isEmpty()) {
        lines.add(new JsonMapper().readTree(line));
      }
    }
    return lines;
  }

  @Test
  void everyByteOfARecordIsInItsLine() throws IOException {
    Path file = temp.resolve("out.ndjson");
    Work work = work(7, everyByte());
    try (FileRoute route = FileRoute.append(file)) {
      assertThat(route.send(List.of(work, work(8, new byte[0]))))
          .containsOnly(new Answer.Done("written to the file"))
          .hasSize(2);
    }
    List<JsonNode> lines = lines(file);
    assertThat(lines).hasSize(2);
    JsonNode line = lines.get(0);
    assertThat(line.path("data").binaryValue()).isEqualTo(everyByte());
    assertThat(line.path("sha256").asText()).isEqualTo(work.payloadHash());
    assertThat(line.path("partitionKey").asText()).isEqualTo("k\u00e9y \"7");
    assertThat(line.path("sequenceNumber").asText()).isEqualTo("7");
    assertThat(line.path("shardId").asText()).isEqualTo("shardId-000000000000");
    assertThat(line.path("streamArn").asText()).isEqualTo(work.streamArn());
    assertThat(line.path("arrivedAt").asText()).isEqualTo(work.original().arrivedAt().toString());
    assertThat(lines.get(1).path("data").asText("?")).isEmpty();
  }

  @Test
  void aNewFileIsItsUsersAlone() throws IOException {
    Path file = temp.resolve("out.ndjson");
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no modes");

    FileRoute.append(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsThereAlreadyStays() throws IOException {
    Path file = temp.resolve("out.ndjson");
    for (int run = 1; run <= 2; run++) {
      try (FileRoute route = FileRoute.append(file)) {
        route.send(List.of(work(run, everyByte())));
      }
    }
    assertThat(lines(file))
        .extracting(line -> line.path("sequenceNumber").asText())
        .containsExactly("1", "2");
  }

  @Test
  void aLineThatAKilledRunCutOffSpoilsNoOther() throws IOException {
    Path file = temp.resolve("out.ndjson");
    try (FileRoute route = FileRoute.append(file)) {
      route.send(List.of(work(1, everyByte()), work(2, everyByte())));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));

    try (FileRoute route = FileRoute.append(file)) {
      route.send(List.of(work(2, everyByte())));
      route.send(List.of(work(3, everyByte())));
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(new JsonMapper().readTree(lines.get(2)).path("data").binaryValue())
        .isEqualTo(everyByte());
  }

  @Test
  void nothingIsDoneBeforeAllOfItIsForcedToTheDisk() throws IOException {
    Path file = temp.resolve("out.ndjson");
    FakeDisk disk = new FakeDisk(file, 7);
    new FileRoute(disk, false).send(List.of(work(1, everyByte()), work(2, everyByte())));

    assertThat(disk.calls.size()).isGreaterThan(50);
    assertThat(disk.calls.get(disk.calls.size() - 1)).isEqualTo("force");
    assertThat(disk.calls.subList(0, disk.calls.size() - 1)).containsOnly("write");
    assertThat(lines(file)).hasSize(2);
  }

  @Test
  void aWriteThatFailsIsNotDone() throws IOException {
    Path file = temp.resolve("out.ndjson");
    FakeDisk disk = new FakeDisk(file, 100);
    FileRoute route = new FileRoute(disk, false);
    disk.room = 150;

    assertThatThrownBy(() -> route.send(List.of(work(1, everyByte()))))
        .isInstanceOf(RouteException.class)
        .hasMessageContaining("No space left");
    assertThat(disk.calls).doesNotContain("force");

    disk.room = Integer.MAX_VALUE;
    route.send(List.of(work(1, everyByte())));
    assertThat(
            new JsonMapper().readTree(Files.readAllLines(file).get(1)).path("data").binaryValue())
        .isEqualTo(everyByte());
  }

  @Test
  void aDiskThatCannotBeForcedIsNotDone() throws IOException {
    FakeDisk disk = new FakeDisk(temp.resolve("out.ndjson"), 100);
    disk.forceFails = true;
    FileRoute route = new FileRoute(disk, false);
    assertThatThrownBy(() -> route.send(List.of(work(1, everyByte()))))
        .isInstanceOf(RouteException.class);
  }

  @Test
  void aFullDiskIsALineForTheUser() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "only where there is such a device");
    try (FileRoute route = FileRoute.append(full)) {
      assertThatThrownBy(() -> route.send(List.of(work(1, everyByte()))))
          .isInstanceOf(RouteException.class)
          .hasMessageContaining("the file cannot be written");
    }
  }

  @Test
  void aPlaceThatIsNoFileIsALineForTheUser() {
    assertThatThrownBy(() -> FileRoute.append(temp))
        .isInstanceOf(RouteException.class)
        .hasMessageContaining(temp.toString());
  }

  @Test
  void aCopyDeletesNoMessageAndIsNotMadeTwice() throws IOException {
    Path file = temp.resolve("out.ndjson");
    World world =
        new World()
            .letter("one", 1, "a", "{\"n\":1}")
            .letter("two", 2, "b", "{\"n\":2}", "c", "{\"n\":3}");
    Plan plan = world.plan(Optional.empty(), 3);
    for (int run = 1; run <= 2; run++) {
      try (FileRoute route = FileRoute.append(file)) {
        assertThat(route.settles()).isFalse();
        Report report = world.apply(plan, route);
        assertThat(report.result()).isEqualTo(Report.Result.DONE);
        assertThat(report.count(Fate.COPIED)).isEqualTo(3);
        assertThat(report.messages().deleted()).isZero();
      }
      assertThat(world.queue.ids()).containsExactly("one", "two");
      assertThat(world.queue.depth().leased()).isZero();
      assertThat(lines(file)).hasSize(3);
    }
    assertThat(world.function.deliveries).isEmpty();
  }

  @Test
  void afterAFailedWriteEveryMessageIsStillThereAndTheNextStartCopiesIt() throws IOException {
    Path file = temp.resolve("out.ndjson");
    World world = new World().letter("one", 1, "a", "{\"n\":1}").letter("two", 2, "a", "{\"n\":2}");
    Plan plan = world.plan(Optional.empty(), 3);
    FakeDisk disk = new FakeDisk(file, 100);
    disk.room = 300;

    assertThatThrownBy(() -> world.apply(plan, new FileRoute(disk, false)))
        .isInstanceOf(RouteException.class);
    assertThat(world.queue.ids()).containsExactly("one", "two");
    assertThat(world.queue.depth().leased()).isZero();

    try (FileRoute route = FileRoute.append(file)) {
      assertThat(world.apply(plan, route).count(Fate.COPIED)).isEqualTo(2);
    }
    assertThat(Files.readString(file)).endsWith("}\n");
    assertThat(world.queue.ids()).containsExactly("one", "two");
  }
}

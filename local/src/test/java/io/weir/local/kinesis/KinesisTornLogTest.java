package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a log whose end was cut off, and of one that is damaged. */
class KinesisTornLogTest {

  private final StoredKinesis stored;

  KinesisTornLogTest(@TempDir Path directory) {
    stored = new StoredKinesis(directory, new TickingClock());
  }

  @Test
  void anEntryCutOffAtAnyByteIsDroppedAndNothingElse() throws IOException {
    long whole;
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      calls.put("s", "acknowledged");
      whole = Files.size(stored.log());
      calls.put("s", "cut off");
    }
    byte[] bytes = Files.readAllBytes(stored.log());

    for (int length = (int) whole; length < bytes.length; length++) {
      Files.write(stored.log(), Arrays.copyOf(bytes, length));
      try (Kinesis kinesis = stored.open()) {
        assertThat(StoredKinesis.texts(kinesis))
            .as("cut at %d", length)
            .containsExactly("acknowledged");
        new WireCalls(kinesis).put("s", "afterwards");
      }
      try (Kinesis kinesis = stored.open()) {
        assertThat(StoredKinesis.texts(kinesis))
            .as("cut at %d", length)
            .containsExactly("acknowledged", "afterwards");
      }
    }
  }

  @Test
  void aLastEntryWithAWrongByteIsDropped() throws IOException {
    stored.putInto("s", "acknowledged", "half on the disk");
    byte[] bytes = Files.readAllBytes(stored.log());
    bytes[bytes.length - 1]++;
    Files.write(stored.log(), bytes);

    try (Kinesis kinesis = stored.open()) {
      assertThat(StoredKinesis.texts(kinesis)).containsExactly("acknowledged");
    }
  }

  @Test
  void aTailOfZeroesIsDropped() throws IOException {
    stored.putInto("s", "acknowledged");
    Files.write(stored.log(), new byte[4096], StandardOpenOption.APPEND);

    try (Kinesis kinesis = stored.open()) {
      assertThat(StoredKinesis.texts(kinesis)).containsExactly("acknowledged");
    }
  }

  @Test
  void damageInTheMiddleIsNotTakenForATornTail() throws IOException {
    long first;
    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      first = Files.size(stored.log());
      calls.put("s", "damaged");
      calls.put("s", "whole");
    }
    byte[] bytes = Files.readAllBytes(stored.log());
    bytes[(int) first + 20]++;
    Files.write(stored.log(), bytes);

    assertThatThrownBy(stored::open).hasMessageContaining("is damaged at byte " + first);
    assertThat(Files.readAllBytes(stored.log())).isEqualTo(bytes);
  }

  @Test
  void aStreamWhoseCreationWasCutOffWasNeverThere() throws IOException {
    stored.putInto("s");
    Files.write(stored.log(), Arrays.copyOf(Files.readAllBytes(stored.log()), 5));

    try (Kinesis kinesis = stored.open()) {
      WireCalls calls = new WireCalls(kinesis);
      assertThat(calls.ok("ListStreams", "{}").path("StreamNames")).isEmpty();
      calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
    }
  }
}

package io.weir.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that are heard, and that never outlive their parent. */
final class ChildProcessTest {

  @Test
  void childrenOfAKilledParentDieAndDeleteTheirDirectory(@TempDir Path elsewhere)
      throws IOException {
    Path linked = Files.createFile(elsewhere.resolve("linked"));
    List<String> lines = new CopyOnWriteArrayList<>();
    try (WorkDirectory work = WorkDirectory.create("test");
        ChildProcess parent =
            ChildProcess.start(
                work,
                Children.command(work, Children.Parent.class, List.of(elsewhere.toString())),
                lines::add)) {
      await().until(() -> lines.size() == 3);
      Path directory = Path.of(lines.get(0));
      List<ProcessHandle> children =
          lines.stream().skip(1).map(Long::valueOf).map(id -> ProcessHandle.of(id).get()).toList();
      assertThat(children).allMatch(ProcessHandle::isAlive);
      assertThat(directory).isDirectory();

      parent.handle().destroyForcibly();

      await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(directory).doesNotExist();
      assertThat(linked).exists();
    }
  }

  @Test
  void whatAChildWroteBeforeAFlushHasBeenHandedOn() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (WorkDirectory work = WorkDirectory.create("test");
        ChildProcess child =
            ChildProcess.start(
                work,
                Children.command(work, Children.Sleeper.class, List.of("hello", "there")),
                lines::add)) {
      await()
          .until(
              () -> {
                child.flushed().join();
                return !lines.isEmpty();
              });

      assertThat(lines).containsExactly("hello there");
    }
  }

  @Test
  void afterTheEndEverythingCountsAsFlushed() throws IOException {
    WorkDirectory work = WorkDirectory.create("test");
    ChildProcess child = Children.start(work, "up");

    child.close();
    child.flushed().join();
    work.close();

    assertThat(child.exit().join()).isEqualTo(128 + 9);
    assertThat(child.isAlive()).isFalse();
    assertThat(Files.exists(work.path())).isFalse();
  }

  @Test
  void aLineWithoutAnEndIsHandedOnInPieces() {
    List<String> lines = new ArrayList<>();
    byte[] bytes = "x".repeat(Output.LONGEST_LINE + 1).getBytes(StandardCharsets.UTF_8);

    new Output(new ByteArrayInputStream(bytes), lines::add).run();

    assertThat(lines).extracting(String::length).containsExactly(Output.LONGEST_LINE, 1);
  }
}

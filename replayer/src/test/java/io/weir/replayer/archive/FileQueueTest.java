package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that stand for a queue: no document in them is passed over, and none is read in vain. */
class FileQueueTest {

  @TempDir private Path temp;

  private final String one;
  private final String other;
  private final String third;

  FileQueueTest() throws IOException {
    one = document("pointers/consumer");
    other = document("parked/empty");
    third = document("parked/not-json");
  }

  private static String document(String golden) throws IOException {
    return Files.readString(Path.of("../testdata/" + golden + ".json")).strip();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Letter> letters(String text) throws QueueException {
    return FileQueue.of(stream(text)).peek(10).letters();
  }

  /** A stream that cannot be read. */
  private static InputStream broken() throws IOException {
    InputStream in = InputStream.nullInputStream();
    in.close();
    return in;
  }

  @Test
  void itsNameIsItsPathOrTheStandardInput() throws IOException {
    assertThat(FileQueue.of(temp).name()).isEqualTo(temp.toString());
    assertThat(FileQueue.of(broken()).name()).isEqualTo("standard input");
  }

  @Test
  void whatCannotBeReadSaysWhichAndWhy() {
    assertThatThrownBy(() -> FileQueue.of(broken()).peek(1))
        .isInstanceOf(QueueException.class)
        .hasMessage("standard input cannot be read: Stream closed");
  }

  @Test
  void nothingIsNoLetterAndWhiteSpaceIsAnEmptyOne() throws QueueException {
    assertThat(letters("")).isEmpty();
    assertThat(letters(" \r\n\t\n"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.content())
                    .isInstanceOfSatisfying(
                        UnreadableMessage.class,
                        it -> assertThat(it.kind()).isEqualTo(UnreadableMessage.Kind.EMPTY)));
  }

  @Test
  void blankLinesAreNoLettersWhereverTheyStand() throws QueueException {
    assertThat(letters("\n \t \r\n" + one + "\n   \n\r\n" + other + "\r\n\n")).hasSize(2);
  }

  @Test
  void aDocumentOfManyLinesMayBeginBehindABlankOne() throws QueueException {
    assertThat(letters("\n" + one.replace(",", ",\n") + "\n"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.content()).isInstanceOf(Pointer.class));
  }

  @Test
  void aFirstLineThatIsNotUnderstoodHidesNoOther() throws QueueException {
    String twice = "{\"a\":1,\"a\":2}";

    assertThat(letters(twice + "\n" + one)).hasSize(2);
    assertThat(letters(twice + "\n" + twice.replace('1', '3') + "\n")).hasSize(2);
    assertThat(letters(one.substring(0, 40) + "\n" + one + "\n\n" + other)).hasSize(3);
    assertThat(letters("# no letter\nat all\n")).hasSize(1);
  }

  @Test
  void aLineThatADiskHasFilledWithZerosIsALetterThatIsNotUnderstood() throws QueueException {
    List<Letter> letters = letters(one + "\n\0\0\0\n" + other);

    assertThat(letters).hasSize(3);
    assertThat(letters.get(1).content())
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            it -> assertThat(it.kind()).isEqualTo(UnreadableMessage.Kind.NOT_JSON));
  }

  @Test
  void theEndOfALineIsNoPartOfItsDocument() throws QueueException {
    assertThat(letters(one + "\r\n" + other + "\n"))
        .extracting(Letter::body)
        .isEqualTo(letters(one + "\n" + other).stream().map(Letter::body).toList());
  }

  @Test
  void theDocumentsOfAllFilesOfADirectoryAreReadInTheOrderOfTheirNames() throws Exception {
    Files.createDirectory(temp.resolve("c"));
    Files.writeString(temp.resolve("c").resolve("last"), third);
    Files.writeString(temp.resolve("b"), other.replace(",", ",\n"));
    Files.writeString(temp.resolve("a1"), "");
    Files.writeString(temp.resolve("a2"), one + "\n" + one);
    Files.writeString(temp.resolve(".hidden"), document("parked/conflict"));
    Files.createSymbolicLink(temp.resolve("link"), temp.resolve(".hidden"));

    Peek peek = FileQueue.of(temp).peek(3);

    assertThat(peek.whole()).isTrue();
    assertThat(peek.letters())
        .extracting(letter -> letter.content().getClass().getSimpleName() + letter.body().size())
        .containsExactly(
            "Pointer" + one.length(),
            "ParkedRecord" + other.replace(",", ",\n").length(),
            "ParkedRecord" + third.length());
  }

  @Test
  void whatLiesBehindTheLimitIsNotRead() throws Exception {
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(List.of(stream(one + "\n"), stream(other + "\n"), broken())));

    Peek peek = FileQueue.of(in).peek(1);

    assertThat(peek.letters()).hasSize(1);
    assertThat(peek.whole()).isFalse();
  }

  /** The last file cannot be read: its archive is damaged there. */
  @Test
  void noFileBehindTheLimitIsOpened() throws Exception {
    Path archive = temp.resolve("letters.zip");
    URI address = URI.create("jar:" + archive.toUri());
    for (String second : List.of(other + "\n" + third, other.replace(",", ",\n"))) {
      try (FileSystem zip = FileSystems.newFileSystem(address, Map.of("create", "true"))) {
        Files.writeString(zip.getPath("a"), one);
        Files.writeString(zip.getPath("b"), second);
        Files.writeString(zip.getPath("c"), "x".repeat(1_000));
      }
      damage(archive, "c");
      try (FileSystem zip = FileSystems.newFileSystem(archive)) {
        Path root = zip.getPath("/");
        assertThat(FileQueue.of(root).peek(1).letters()).hasSize(1);
        assertThatThrownBy(() -> FileQueue.of(root).peek(9)).isInstanceOf(QueueException.class);
      }
      Files.delete(archive);
    }
  }

  private static void damage(Path archive, String entry) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int header = text.indexOf("PK\u0003\u0004");
    while (!text.startsWith(entry, header + 30)) {
      header = text.indexOf("PK\u0003\u0004", header + 1);
    }
    int content = header + 30 + entry.length() + bytes[header + 28]; // behind its extra fields
    bytes[content] = -1; // no block is of this kind
    Files.write(archive, bytes);
  }
}

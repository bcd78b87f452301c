package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.archive.DirectoryVault;
import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.archive.Import;
import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Recovery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an operator does with letters in files: exports them, sends the file through a ticket, reads
 * what comes back, and imports it into the vault.
 */
record Exports(Pipeline pipeline, Tools tools, Operator operator) {

  private static final int SHARE = 3;

  /** What is forced to a real disk takes real time. */
  private static final int MOST_IN_A_DIRECTORY = 5;

  /** Does it, at times. */
  void some() {
    if (pipeline.world().random().nextInt(SHARE) == 0) {
      operator.run("export", this::run);
    }
  }

  private void run() throws IOException, InterruptedException, QueueException {
    Path place = Files.createTempDirectory("weir-export");
    try {
      String name = "letters.ndjson";
      byte[] lines = export();
      PrivateFile.write(place, name, out -> out.write(lines));
      Ticket ticket = new Ticket(pipeline);
      Path file = ticket.through(place, name);
      int limit =
          pipeline.world().random().nextInt(4) == 0
              ? 1 + pipeline.world().random().nextInt(3)
              : Integer.MAX_VALUE;
      Peek peek = FileQueue.of(file).peek(limit);
      check(peek, limit, ticket);
      inspect(peek.letters());
      if (pipeline
          .scenario()
          .staff()
          .rescues()) { // under the ids that messages have in the end, too
        keep(peek.letters(), ticket, tools.seams().vault(pipeline.vault()));
      }
      if (peek.letters().size() <= MOST_IN_A_DIRECTORY) {
        directory(peek.letters(), place.resolve("vault"));
      }
    } finally {
      delete(place);
    }
  }

  private byte[] export() throws InterruptedException, QueueException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Peek peek = tools.peek();
    for (ExaminedLetter examined : tools.examine(peek.letters(), peek.retention())) {
      Recovery recovery = examined.recovery();
      String verdict = recovery.verdict().word();
      Instant now = pipeline.world().now();
      out.writeBytes(ExportLine.of(recovery.letter(), verdict, recovery.records(), now).toArray());
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** What is read of a file is what is in it: each letter once, with all that a line has of it. */
  private void check(Peek peek, int limit, Ticket ticket) {
    boolean cut = ticket.letters().size() > limit;
    if (peek.whole() == cut || peek.letters().size() != Math.min(limit, ticket.letters().size())) {
      violation(
          "%d letters are seen of %d".formatted(peek.letters().size(), ticket.letters().size()));
    }
    for (Letter letter : peek.letters()) {
      Set<String> expected = ticket.letters().getOrDefault(letter.id(), Set.of());
      if (!cut && !held(letter).equals(expected)) {
        violation("of %s it shows %s".formatted(letter.id(), held(letter)));
      }
    }
  }

  private static Set<String> held(Letter letter) {
    Set<String> held = new TreeSet<>();
    if (letter.content() instanceof ExportedLetter exported) {
      exported.records().forEach(record -> held.add(Ticket.name(record)));
    }
    return held;
  }

  /** As in the queue, a parked record is accepted as the function wrote it. */
  private boolean isForgedExportOfParked(Letter letter) {
    return letter.content() instanceof ExportedLetter exported
        && exported.original() instanceof ParkedRecord
        && pipeline.forger().isForged(pipeline.truth().first(letter.id()));
  }

  /** A file shows no payload that no producer put, and no other one under a record's name. */
  private void inspect(List<Letter> letters) throws InterruptedException {
    operator.dealsWith(3 * letters.size());
    for (ExaminedLetter examined : tools.examine(letters, Optional.empty())) {
      for (RecoveredRecord record : examined.recovery().records()) {
        AcceptedRecord known =
            pipeline
                .truth()
                .records()
                .find(
                    record.coordinates().shardId(),
                    new BigInteger(record.coordinates().sequenceNumber().toString()));
        boolean forged = isForgedExportOfParked(examined.recovery().letter());
        if (!forged && (known == null || !known.spec().isIn(record.payload().sha256()))) {
          violation("it shows a payload that no producer put: " + record.coordinates());
        }
      }
    }
  }

  /** Imports the file, or rescues what is in it. */
  private void keep(List<Letter> letters, Ticket ticket, Vault vault)
      throws IOException, InterruptedException {
    if (pipeline.world().random().nextBoolean()) {
      Rescue.Report report = rescue(letters, vault);
      pipeline.world().note(() -> operator.name() + " has rescued from a file: " + report);
      return;
    }
    int[] refused = {0};
    Import.Report report = new Import(vault).run(letters, why -> refused[0]++);
    pipeline.world().note(() -> operator.name() + " has imported: " + report);
    long exports = letters.stream().filter(letter -> ticket.isExport(letter.id())).count();
    if (report.broken() != refused[0] || report.kept() + report.before() != exports) {
      violation("%s of %d lines, %d of them exports".formatted(report, letters.size(), exports));
    }
  }

  private Rescue.Report rescue(List<Letter> letters, Vault vault)
      throws IOException, InterruptedException {
    Rescue.Report report =
        new Rescue(tools.replayer().recoverer(), vault, pipeline.world().time())
            .run(letters, Optional.empty(), () -> {});
    if (report.total() != letters.size()) {
      violation("%s of %d letters".formatted(report, letters.size()));
    }
    return report;
  }

  /** A directory of one's own takes them, too, and shows them again with all that they hold. */
  private void directory(List<Letter> letters, Path place)
      throws IOException, InterruptedException, QueueException {
    Vault vault = new DirectoryVault(place);
    Import.Report first = new Import(vault).run(letters, why -> {});
    Import.Report second = new Import(vault).run(letters, why -> {});
    if (second.kept() != 0 || second.before() != first.kept() + first.before()) {
      violation("%s, and once more %s".formatted(first, second));
    }
    rescue(letters, vault);
    VaultCopies copies = new VaultCopies(vault);
    List<Letter> shown = Files.exists(place) ? FileQueue.of(place).peek(99).letters() : List.of();
    for (Letter letter : letters) {
      Set<String> copy = new TreeSet<>();
      copies.of(letter).ifPresent(it -> it.records().forEach(one -> copy.add(Ticket.name(one))));
      boolean seen =
          copy.isEmpty()
              || shown.stream()
                  .anyMatch(it -> it.body().equals(letter.body()) && held(it).containsAll(copy));
      if (!copy.containsAll(held(letter)) || !seen) {
        violation("a directory of copies has only %s of %s".formatted(copy, letter.id()));
      }
    }
  }

  private void violation(String what) {
    pipeline.truth().violation(new Violation("export", what, operator.name()));
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package io.weir.replayer.cli;

import io.weir.replayer.archive.DirectoryVault;
import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.archive.JournalArchive;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.DynamoDbStoreLookup;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.aws.KinesisStreamReader;
import io.weir.replayer.aws.MappingFilters;
import io.weir.replayer.aws.S3Location;
import io.weir.replayer.aws.S3Queue;
import io.weir.replayer.aws.S3Vault;
import io.weir.replayer.aws.SqsDeadLetterQueue;
import io.weir.replayer.aws.SqsLeases;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.Investigation;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Fault;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.DeadLetterQueue;
import io.weir.replayer.queue.DeadLetterQueue.Peek;
import io.weir.replayer.queue.DeadLetterQueue.QueueException;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Pause;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Help.Ansi;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looking at dead letters, as every command begins: where they are, which are there, what is in
 * them. Changes nothing.
 */
public final class LetterSession implements AutoCloseable {

  /** Waits as long as it is told to. */
  static final Pause WAIT = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  private static final InstantSource CLOCK = InstantSource.system();

  private final Console console;
  private final ReadOptions options;
  private final AwsClients clients;
  private final Optional<String> function;
  private final Target target;
  private final String source;
  private Archive archive = Archive.NONE;

  private LetterSession(Console console, ConnectionOptions named, ReadOptions options) {
    options.check();
    if (options.from() != null && !options.from().startsWith("s3://")) {
      console.refuseFile("a file", "add --from s3://BUCKET/PREFIX");
    }
    this.console = console;
    this.options = options;
    this.clients = named.clients();
    this.function = named.function();
    if (!options.decodes() && named.table().isPresent()) {
      throw new Stop(
          Exit.USAGE, "a table proves only what Weir's decoder reads: --table or --no-decoder");
    }
    Target found = Target.resolve(named, clients, options.from() != null, this::note);
    found.queueUrl().ifPresent(url -> options.receives().check(clients, url));
    this.target = options.decodes() ? found : found.withoutTable();
    this.source = queue(() -> false).name();
  }

  /** Finds the pipeline that was named. */
  static LetterSession open(Console console, ConnectionOptions named, ReadOptions options) {
    return new LetterSession(console, named, options);
  }

  /** Returns the clients, which are closed with this. */
  AwsClients clients() {
    return clients;
  }

  /** Returns the pipeline. */
  Target target() {
    return target;
  }

  /** Returns the function as it was named, if it was. */
  Optional<String> function() {
    return function;
  }

  /** Returns where the letters come from. */
  String source() {
    return source;
  }

  /**
   * Looks at the letters, without reading the stream. Ctrl-C ends the look, and gives the messages
   * back that it has hidden.
   */
  Peek peek() {
    if (options.from() != null) {
      return peek(queue(() -> false)); // hides nothing
    }
    try (Interrupt interrupt = Interrupt.listen(console)) {
      Peek peek = peek(queue(interrupt::requested));
      if (interrupt.requested()) {
        throw new Stop(Exit.INTERRUPTED, "interrupted; nothing was changed");
      }
      return peek;
    }
  }

  private Peek peek(DeadLetterQueue queue) {
    try {
      return queue.peek(options.limit());
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, source + ": " + e.getMessage(), e);
    }
  }

  /** Recovers and examines letters, and hands each on. */
  void examine(Peek peek, Predicate<Letter> wanted, Consumer<ExaminedLetter> result) {
    examineUntil(
        peek,
        wanted,
        filter(),
        letter -> {
          result.accept(letter);
          return true;
        });
  }

  /** Returns today's filter of the mapping. */
  MappingFilter filter() {
    return new MappingFilters(clients, this::note);
  }

  /**
   * Recovers and examines letters, and hands each on until no more are taken.
   *
   * @param filter says which records of a range were none of its batch
   */
  void examineUntil(
      Peek peek, Predicate<Letter> wanted, MappingFilter filter, Predicate<ExaminedLetter> result) {
    List<Letter> letters = peek.letters().stream().filter(wanted).toList();
    try (Progress progress = progress(letters.size())) {
      new Investigation(recoverer(), examiner(), filter)
          .run(letters, peek.retention(), progress::step, result);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Copies what was seen into a vault. */
  Rescue.Report rescue(Peek peek, Vault vault) {
    try (Progress progress = progress(peek.letters().size())) {
      return new Rescue(recoverer(), vault, CLOCK)
          .run(peek.letters(), peek.retention(), progress::step);
    } catch (IOException e) {
      throw new Stop(Exit.NO_ACCESS, vault.name() + ": " + Fault.of(e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Returns the vault of this name. */
  Vault vault(String place) {
    return vault(clients, place);
  }

  static Vault vault(AwsClients clients, String place) {
    if (!place.startsWith("s3://")) {
      return new DirectoryVault(Path.of(place));
    }
    return new S3Vault(clients::s3, s3(place));
  }

  private static S3Location s3(String place) {
    return S3Location.parse(place)
        .orElseThrow(() -> new Stop(Exit.USAGE, "write it as s3://BUCKET/PREFIX, not " + place));
  }

  private Recoverer recoverer() {
    return new Recoverer(
            new KinesisStreamReader(clients::kinesis),
            target.trust(),
            options.allowLarge() ? Bounds.LARGE : Bounds.DEFAULT,
            new ReadPace(options.readRate(), CLOCK, console.reading()),
            CLOCK)
        .orFrom(options.rescued().copies(clients))
        .trusting(archive);
  }

  /** Believes exports in the queue that a journal holds. */
  void trust(List<Entry> journal) {
    archive = JournalArchive.of(journal);
  }

  private Progress progress(int total) {
    return new Progress(console.err(), Ansi.AUTO.enabled(), "messages read", total, CLOCK);
  }

  private static Stop interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Stop(Exit.INTERRUPTED, "interrupted; nothing was changed", e);
  }

  /** Returns the queue's messages that other receivers hold. */
  HeldMessages held() {
    SqsLeases queue = new SqsLeases(clients.sqs(), target.queueUrl().orElseThrow());
    return new HeldMessages(console, () -> queue.depth().leased(), CLOCK);
  }

  /** Returns the table of events, if it is known. */
  Optional<StoreLookup> store() {
    return target.table().map(table -> lookup(clients, table));
  }

  /**
   * Opens a table of events. One of another form is refused, since it would prove nothing. One that
   * cannot be asked now is not: what depends on it says so.
   */
  static StoreLookup lookup(AwsClients clients, String table) {
    DynamoDbStoreLookup lookup = new DynamoDbStoreLookup(clients::dynamoDb, table, WAIT);
    try {
      if (!lookup.isOfEvents()) {
        throw new Stop(
            Exit.USAGE,
            ("the table %s is not in Weir's form: its key is not eventId, a string."
                    + " Without --table a copy of each message is kept instead")
                .formatted(table));
      }
    } catch (SdkException e) {
      if (Failure.of(e).kind() == Failure.Kind.NOT_FOUND) {
        throw new Stop(Exit.NO_ACCESS, "--table " + table + ": " + Failure.of(e).message(), e);
      }
    }
    return lookup;
  }

  private Examiner examiner() {
    return options.decodes() ? Examiner.ofOurs(store()) : Examiner.ofOthers();
  }

  private DeadLetterQueue queue(BooleanSupplier stop) {
    String from = options.from();
    if (from == null) {
      return new SqsDeadLetterQueue(clients.sqs(), target.queueUrl().orElseThrow(), stop);
    }
    if (from.equals("-")) {
      return FileQueue.of(System.in);
    }
    if (from.startsWith("s3://")) {
      return new S3Queue(clients::s3, s3(from));
    }
    if (!Files.exists(Path.of(from))) {
      throw new Stop(Exit.USAGE, "--from " + from + ": there is no such file or directory");
    }
    return FileQueue.of(Path.of(from));
  }

  /** Returns why a look has not seen everything, if it has not. */
  Optional<String> unseen(Peek peek) {
    return IncompleteLook.of(peek, options.limit());
  }

  /** Tells whether the limit is why a look has not seen everything. */
  boolean isCutOff(Peek peek) {
    return IncompleteLook.isCutOff(peek, options.limit());
  }

  /** Tells a person something that is no result. */
  void note(String text) {
    console.note(text);
  }

  @Override
  public void close() {
    try {
      clients.close();
    } catch (SdkException e) {
      note(Failure.of(e).message());
    }
  }
}

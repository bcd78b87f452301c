package io.weir.replayer.cli;

import io.weir.event.EventSettings;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.Reading;
import io.weir.replayer.app.Replayer;
import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.AwsPorts;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.aws.S3Queue;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.LetterSource;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.terminal.ProgressLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looking at dead letters, as every command begins: where they are, which are there, what is in
 * them. Changes nothing.
 */
final class LetterSession implements AutoCloseable {

  private final Console console;
  private final ReadOptions options;
  private final AwsClients clients;
  private final Optional<String> function;
  private final Replayer replayer;
  private final LetterSource source;

  private LetterSession(Console console, ConnectionOptions named, ReadOptions options) {
    options.check();
    if (options.from() != null && !options.from().startsWith("s3://")) {
      console.refuseFile("a file", "add --from s3://BUCKET/PREFIX");
    }
    this.console = console;
    this.options = options;
    this.clients = named.clients();
    this.function = named.named().function();
    if (!options.decodes() && named.named().table().isPresent()) {
      throw new Stop(
          Exit.USAGE, "a table proves only what Weir's decoder reads: --table or --no-decoder");
    }
    Optional<EventSettings> stated = named.events();
    PipelineLookup lookup = new PipelineLookup(clients, this::note);
    Pipeline looked = lookup.find(named.named(), options.from() != null);
    Pipeline found =
        stated
            .or(() -> options.decodes() ? lookup.eventsOf(looked) : Optional.empty())
            .map(looked::withEvents)
            .orElse(looked);
    found.queueUrl().ifPresent(url -> options.receives().check(clients, url));
    this.replayer =
        Replayer.of(
                options.decodes() ? found : found.withoutTable(), new AwsPorts(clients, this::note))
            .reading(reading())
            .pause(console.reading())
            .build();
    this.source = source(options.from());
  }

  /** Returns how letters are read. */
  Reading reading() {
    return new Reading(
        options.allowLarge() ? Bounds.LARGE : Bounds.DEFAULT,
        options.readRate(),
        options.rescued().copies(clients),
        options.decodes());
  }

  /** Finds the pipeline that was named. */
  static LetterSession open(Console console, ConnectionOptions named, ReadOptions options) {
    return new LetterSession(console, named, options);
  }

  /** Returns the function as it was named, if it was. */
  Optional<String> function() {
    return function;
  }

  /** Returns the clients, which are closed with this. */
  AwsClients clients() {
    return clients;
  }

  /** Returns the replayer of the pipeline. */
  Replayer replayer() {
    return replayer;
  }

  /** Returns where the letters come from. */
  String source() {
    return source.name();
  }

  /**
   * Looks at the letters, without reading the stream. Ctrl-C ends the look, and gives the messages
   * back that it has hidden.
   */
  Peek peek() {
    try {
      if (options.from() != null) {
        return source.peek(options.limit()); // hides nothing
      }
      try (Interrupt interrupt = Interrupt.listen(console)) {
        Peek peek = source.peek(options.limit(), interrupt);
        if (interrupt.requested()) {
          throw Stop.interrupted("nothing was changed");
        }
        return peek;
      }
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, source() + ": " + e.getMessage(), e);
    }
  }

  /** Recovers and examines letters, and hands each on. */
  void examine(Peek peek, Predicate<Letter> wanted, Consumer<ExaminedLetter> result) {
    examine(List.of(), peek, wanted, result);
  }

  /**
   * Recovers and examines letters, and hands each on.
   *
   * @param journal holds exports in the queue that are believed
   */
  void examine(
      List<Entry> journal, Peek peek, Predicate<Letter> wanted, Consumer<ExaminedLetter> result) {
    List<Letter> letters = peek.letters().stream().filter(wanted).toList();
    try (ProgressLine progress = progress(letters.size())) {
      replayer
          .trusting(journal)
          .examine(
              letters,
              peek.retention(),
              progress::step,
              letter -> {
                result.accept(letter);
                return true;
              });
    } catch (InterruptedException e) {
      throw Stop.interrupted("nothing was changed", e);
    }
  }

  /** Returns a line on the terminal that says how many messages have been read. */
  ProgressLine progress(int total) {
    return new ProgressLine(
        console.err(), Ansi.AUTO.enabled(), "messages read", total, InstantSource.system());
  }

  private LetterSource source(@Nullable String from) {
    if (from == null) {
      return replayer.queue();
    }
    if (from.equals("-")) {
      return FileQueue.of(System.in);
    }
    if (from.startsWith("s3://")) {
      return new S3Queue(clients::s3, RescuedOption.s3(from));
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

  /** Tells the user something that is no result. */
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

package io.weir.chaos.siege;

import io.weir.local.books.Account;
import io.weir.local.books.Books;
import io.weir.local.books.Evidence;
import io.weir.local.books.Intrusions;
import io.weir.local.books.Ledger;
import io.weir.local.books.Pause;
import io.weir.local.books.QueueContents;
import io.weir.local.books.StreamContents;
import io.weir.local.books.TableContents;
import java.time.Duration;

/** The time after the faults: waits until nothing moves any more, and looks at everything. */
final class Settling {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int FIRST_QUIET = 2;

  private final Duration patience;
  private final Known known;
  private final AwsClients clients;
  private final Pause pause;

  /**
   * Begins.
   *
   * @param patience how long nothing may happen before what is missing counts as lost
   */
  Settling(Duration patience, Known known, AwsClients clients, Pause pause) {
    this.patience = patience;
    this.known = known;
    this.clients = clients;
    this.pause = pause;
  }

  /** What the participants have written down. */
  record Known(Ledger ledger, Journals journals, Intrusions intrusions) {}

  /** How much there is; cheap to query. */
  private record Figures(long items, int messages, int objects) {}

  /**
   * Returns the totals as soon as no record is missing, or when nothing has changed for as long as
   * patience lasts.
   */
  Books whenQuiet() throws InterruptedException {
    Figures last = figures();
    int quiet = 0;
    int nextLook = FIRST_QUIET;
    while (true) {
      pause.of(LOOK);
      Figures now = figures();
      quiet = now.equals(last) ? quiet + 1 : 0;
      nextLook = quiet == 0 ? FIRST_QUIET : nextLook;
      last = now;
      boolean patient = quiet < patience.toSeconds();
      if (quiet >= nextLook || !patient) {
        Books books = books();
        if (books.fates().lost() == 0 || !patient) {
          return books;
        }
        nextLook = 2 * quiet;
      }
    }
  }

  private Figures figures() {
    return new Figures(
        TableContents.count(clients.dynamoDb(), Stack.TABLE),
        QueueContents.depth(clients.sqs(), clients.queueUrl()),
        BucketContents.count(clients.s3()));
  }

  private Books books() throws InterruptedException {
    return Account.of(
        known.ledger(),
        new Evidence(
            StreamContents.read(clients.kinesis(), Stack.STREAM),
            TableContents.read(clients.dynamoDb(), Stack.TABLE),
            QueueContents.read(clients.sqs(), clients.queueUrl(), pause),
            BucketContents.read(clients.s3()),
            known.journals().discarded(clients.dynamoDb())),
        known.intrusions());
  }
}

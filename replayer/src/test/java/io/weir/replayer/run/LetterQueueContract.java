package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Attributes.Value;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.LetterSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run relies on in a queue: the fake and the real one pass it alike. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class LetterQueueContract {

  private static final Duration LEASE = Duration.ofMinutes(5);

  /** Returns an empty queue. */
  protected abstract LetterQueue queue();

  private static List<Leased> drain(LetterQueue queue) {
    List<Leased> all = new ArrayList<>();
    for (List<Leased> some = queue.lease(LEASE); !some.isEmpty(); some = queue.lease(LEASE)) {
      all.addAll(some);
    }
    return all;
  }

  @Test
  void whatIsLeasedNobodyElseSees() {
    LetterQueue queue = queue();
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      sent.add(queue.send("body " + i, Attributes.NONE));
    }

    List<Leased> leased = drain(queue);

    assertThat(leased).extracting(Leased::message).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(queue.depth()).isEqualTo(new LetterQueue.Depth(0, 25));
  }

  @Test
  void aLookSeesEachMessageThatNobodyHoldsAndLeavesItThere() {
    LetterQueue queue = queue();
    queue.send("held", Attributes.NONE);
    List<Leased> held = drain(queue);
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      sent.add(queue.send("body " + i, Attributes.NONE));
    }

    LetterSource.Peek peek = queue.peek(100);

    assertThat(peek.letters()).extracting(Letter::id).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(peek.inFlight()).isEqualTo(held.size());
    assertThat(peek.whole()).isFalse();
    assertThat(drain(queue)).hasSize(12);
  }

  @Test
  void aMessageKeepsItsAttributes() {
    LetterQueue queue = queue();
    Bytes bytes = Bytes.of(new byte[] {0, (byte) 0xff});
    Attributes attributes =
        new Attributes(
            Map.of(
                "traceId", new Value("String", Optional.of("abc"), Optional.empty()),
                "count", new Value("Number.int", Optional.of("7"), Optional.empty()),
                "raw", new Value("Binary", Optional.empty(), Optional.of(bytes))),
            Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"));
    queue.send("body", attributes);

    assertThat(drain(queue)).extracting(Leased::attributes).containsExactly(attributes);
  }

  @Test
  void aQueueSaysHowLargeAMessageMayBe() {
    assertThat(queue().largestMessage()).isBetween(1024, 1 << 20);
  }

  @Test
  void whatIsGivenBackIsSeenAgain() {
    LetterQueue queue = queue();
    queue.send("body", Attributes.NONE);

    assertThat(queue.extend(LetterQueue.receipts(drain(queue)), Duration.ZERO)).isEmpty();

    assertThat(drain(queue)).extracting(Leased::body).containsExactly("body");
  }

  @Test
  void whatIsDeletedIsGoneAndTheRestStays() {
    LetterQueue queue = queue();
    for (int i = 0; i < 12; i++) {
      queue.send("body", Attributes.NONE);
    }
    List<Leased> leased = drain(queue);

    assertThat(queue.delete(LetterQueue.receipts(leased.subList(0, 11)))).isEmpty();

    assertThat(queue.depth()).isEqualTo(new LetterQueue.Depth(0, 1));
  }

  @Test
  void aReceiptHandleThatIsNoneFailsAloneInItsCall() {
    LetterQueue queue = queue();
    queue.send("body", Attributes.NONE);
    Map<String, String> receipts = new HashMap<>(LetterQueue.receipts(drain(queue)));
    String good = receipts.keySet().iterator().next();
    receipts.put("other", "no receipt handle");

    Map<String, String> failed = queue.delete(receipts);

    assertThat(failed).doesNotContainKey(good);
    assertThat(queue.depth()).isEqualTo(new LetterQueue.Depth(0, 0));
  }
}

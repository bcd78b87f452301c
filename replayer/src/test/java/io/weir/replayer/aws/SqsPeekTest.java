package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looking at a queue leaves it as it was. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsPeekTest {

  private final LocalServices services = new LocalServices();
  private final SqsClient sqs = services.clients().sqs();
  private String url = "";

  @BeforeEach
  void createAQueue() {
    url = services.createQueue("q-" + UUID.randomUUID());
  }

  @AfterAll
  void close() {
    services.close();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      int n = i;
      sqs.sendMessage(it -> it.queueUrl(url).messageBody("body " + n));
    }
  }

  private Peek peek(int limit) {
    return new SqsQueue(sqs, url).peek(limit);
  }

  @Test
  void everyMessageIsSeenOnceAndCanBeReceivedAtOnce() {
    send(37);
    Peek peek = peek(1_000);
    assertThat(peek.letters()).extracting(Letter::id).doesNotHaveDuplicates().hasSize(37);
    assertThat(peek.whole()).isTrue();
    assertThat(peek.waiting()).contains(37L);
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
          .map(Message::body)
          .forEach(bodies::add);
    }
    assertThat(bodies).hasSize(37);
  }

  @Test
  void lookingTwiceShowsTheSame() {
    send(12);
    assertThat(peek(1_000).letters()).extracting(Letter::body).hasSize(12);
    assertThat(peek(1_000).letters()).extracting(Letter::body).hasSize(12);
  }

  @Test
  void aLimitSaysThatThereIsMore() {
    send(15);
    Peek peek = peek(10);
    assertThat(peek.letters()).hasSize(10);
    assertThat(peek.whole()).isFalse();
    assertThat(peek.waiting()).contains(15L);
  }

  @Test
  void whatSomebodyElseHoldsIsNotCalledNothing() {
    send(3);
    assertThat(
            sqs.receiveMessage(
                    it -> it.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600))
                .messages())
        .hasSize(3);
    Peek peek = peek(1_000);
    assertThat(peek.letters()).isEmpty();
    assertThat(peek.inFlight()).isEqualTo(3);
    assertThat(peek.whole()).isFalse();
  }

  @Test
  void aLookThatIsStoppedGivesBackWhatItHasSeen() {
    send(25);
    int[] looks = {0};
    Peek peek = new SqsQueue(sqs, url).peek(1_000, () -> looks[0]++ == 1);
    assertThat(peek.letters()).hasSizeBetween(1, 10);
    assertThat(peek.whole()).isFalse();
    assertThat(hidden()).isZero();
  }

  @Test
  void aLookThatBreaksGivesBackWhatItHasSeen() {
    send(25);
    int[] looks = {0};
    BooleanSupplier breaks =
        () -> {
          if (looks[0]++ == 1) {
            throw new IllegalStateException("out of luck");
          }
          return false;
        };
    assertThatThrownBy(() -> new SqsQueue(sqs, url).peek(1_000, breaks))
        .isInstanceOf(IllegalStateException.class);
    assertThat(hidden()).isZero();
  }

  private int hidden() {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                it ->
                    it.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  @Test
  void anEmptyQueueIsSaidToBeEmpty() {
    Peek peek = peek(1_000);
    assertThat(peek.letters()).isEmpty();
    assertThat(peek.whole()).isTrue();
  }

  @Test
  void aLetterKnowsWhenItWasSentAndHowOftenReceived() {
    send(1);
    peek(1_000);
    Letter letter = peek(1_000).letters().get(0);
    assertThat(letter.sentAt()).isPresent();
    assertThat(letter.receiveCount()).isEqualTo(2);
    assertThat(letter.receipt()).isPresent();
  }

  @Test
  void aQueueThatIsNotThereCannotBeRead() {
    assertThatThrownBy(() -> new SqsQueue(sqs, url + "-not").peek(10))
        .isInstanceOf(QueueException.class);
  }
}

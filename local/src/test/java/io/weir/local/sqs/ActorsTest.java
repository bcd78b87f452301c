package io.weir.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.Test;

/** The system around ElasticMQ's actors. */
class ActorsTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The writer's state is which queues it writes: without it, it would confirm and not write. */
  @Test
  void anActorThatThrowsKeepsWhatItKnows() throws InterruptedException, ExecutionException {
    try (Actors actors = new Actors()) {
      ActorRef remembering = actors.start(Props.create(Remembering.class));
      remembering.tell("a", ActorRef.noSender());
      remembering.tell("throw", ActorRef.noSender());

      Object known = Patterns.ask(remembering, "b", LONGEST).toCompletableFuture().get();

      assertThat(known).isEqualTo(List.of("a", "b"));
    }
  }

  /** Answers with all that it was told, but for what makes it throw. */
  static final class Remembering extends AbstractActor {
    private final List<String> told = new ArrayList<>();

    @Override
    public Receive createReceive() {
      return receiveBuilder().match(String.class, this::take).build();
    }

    private void take(String word) {
      if (word.equals("throw")) {
        throw new IllegalStateException(word);
      }
      told.add(word);
      getSender().tell(List.copyOf(told), getSelf());
    }
  }
}

package io.weir.local.sqs;

import io.weir.local.http.Forwarder;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.http.StartException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * SQS: ElasticMQ inside this process, with queue addresses that lead through the one endpoint.
 *
 * <p>Not emulated: the end of a message's retention period, permissions, and a refusal of a second
 * CreateQueue with other attributes.
 *
 * <p><b>When this JVM dies:</b> with a directory, a message whose sender was answered is there
 * after a restart, and so is a deletion; what was received and not deleted comes back at the end of
 * its visibility timeout.
 */
public final class Sqs implements Service, AutoCloseable {
  /** The account that owns every queue. */
  public static final String ACCOUNT = "000000000000";

  /** The region of every queue's ARN. */
  public static final String REGION = "us-east-1";

  private final Actors actors;
  private final Optional<MessageStore> store;
  private final KeptAttributes kept;
  private final Forwarder elasticMq;

  private Sqs(Actors actors, Optional<MessageStore> store, KeptAttributes kept, URI elasticMq) {
    this.actors = actors;
    this.store = store;
    this.kept = kept;
    this.elasticMq = new Forwarder(elasticMq);
  }

  /**
   * Starts it with queues that end with it.
   *
   * @param endpointPort where clients will send requests: queue addresses name it
   */
  public static Sqs inMemory(int endpointPort) {
    return start(Optional.empty(), KeptAttributes::inMemory, endpointPort);
  }

  /**
   * Starts it with queues and messages kept in a directory: one at a time in a JVM, for ElasticMQ
   * knows only one database.
   *
   * @param endpointPort where clients will send requests: queue addresses name it
   * @throws StartException if the directory is in use, or was not written by Weir
   */
  public static Sqs storedIn(Path data, int endpointPort) {
    return start(
        Optional.of(MessageStore.open(data)), () -> KeptAttributes.storedIn(data), endpointPort);
  }

  @Override
  public boolean serves(Request request) {
    return SqsRequests.isOne(request);
  }

  @Override
  public Reply handle(Request request) {
    return new Corrections(elasticMq::forward)
        .refusal(request)
        .orElseGet(() -> kept.through(request, forwarded(request)));
  }

  private Reply forwarded(Request request) {
    Request outgoing = KeptAttributes.forElasticMq(request);
    return Corrections.corrected(request, elasticMq.forward(outgoing));
  }

  @Override
  public void close() {
    actors.close();
    store.ifPresent(MessageStore::close);
  }

  private static Sqs start(
      Optional<MessageStore> store, Supplier<KeptAttributes> kept, int endpointPort) {
    Actors actors = new Actors();
    try {
      Option<ActorRef> listener =
          store.map(open -> Option.apply(actors.start(open.writer()))).orElseGet(Option::empty);
      ActorRef queues =
          actors.start(
              Props.create(
                  QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, listener));
      if (listener.isDefined()) {
        actors.restore(listener.get(), queues);
      }
      return new Sqs(actors, store, kept.get(), listen(actors, queues, endpointPort));
    } catch (RuntimeException e) {
      actors.close();
      store.ifPresent(MessageStore::close);
      throw e instanceof StartException ? e : new StartException("SQS does not start: " + e, e);
    }
  }

  private static URI listen(Actors actors, ActorRef queues, int endpointPort) {
    int port =
        SQSRestServerBuilder.withActorSystem(actors.system())
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withServerAddress(new NodeAddress("http", "127.0.0.1", endpointPort, ""))
            .withAWSRegion(REGION)
            .withAWSAccountId(ACCOUNT)
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();
    return URI.create("http://127.0.0.1:" + port);
  }
}

package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.aws.RedrivePolicy;
import io.weir.replayer.terminal.SafeText;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The option that accepts what a look costs. SQS has no look that is no receive: where the queue
 * has a redrive policy of its own, some looks move every message to where no command looks.
 */
final class ReceivesOption {

  private final Console console;

  @Option(
      names = "--receives-count",
      description =
          "Go on although the queue has a redrive policy of its own: each look counts as a "
              + "receive, and after maxReceiveCount of them SQS moves a message to another "
              + "queue.")
  private boolean accepted;

  ReceivesOption(Console console) {
    this.console = console;
  }

  /** Refuses a queue that moves messages on, unless that was accepted. Receives nothing. */
  void check(AwsClients clients, String queueUrl) {
    if (accepted) {
      return;
    }
    policy(clients, queueUrl)
        .ifPresent(
            policy -> {
              throw new Stop(
                  Exit.USAGE,
                  ("the queue %s has a redrive policy of its own: each look counts as a receive,"
                          + " and after %s of them SQS moves the message to the queue %s. Remove"
                          + " the policy, or accept that with --receives-count")
                      .formatted(
                          SafeText.of(queueUrl.substring(queueUrl.lastIndexOf('/') + 1)),
                          SafeText.of(policy.maxReceives()),
                          SafeText.of(policy.queue())));
            });
  }

  private Optional<RedrivePolicy> policy(AwsClients clients, String queueUrl) {
    try {
      return RedrivePolicy.of(clients.sqs(), queueUrl);
    } catch (AwsServiceException e) {
      Failure failure = Failure.of(e);
      if (failure.kind() != Failure.Kind.NOT_FOUND) { // the look itself says that
        console.note(
            "whether looks move messages on is not known, the queue's redrive policy could not be"
                + " read: "
                + failure.message());
      }
    } catch (SdkException e) {
      return Optional.empty(); // SQS cannot be reached: the look itself says that
    }
    return Optional.empty();
  }
}

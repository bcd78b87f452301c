package io.weir.chaos.simulate;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;

/**
 * Every way in which calls are refused, wholly or in part, that the services' own faults do not
 * have.
 */
final class Refusals {

  private static final List<Supplier<RuntimeException>> OF_A_CALL =
      List.of(
          () -> Errors.service("ProvisionedThroughputExceededException", 400),
          () -> Errors.service("RequestLimitExceeded", 400),
          () -> Errors.service("TransactionInProgressException", 400),
          () -> Errors.service("RequestTimeTooSkewed", 403),
          () -> Errors.service("ServiceUnavailable", 503),
          () -> Errors.service("AccessDeniedException", 400),
          () -> Errors.service("ResourceNotFoundException", 400),
          () -> Errors.service("ValidationException", 400),
          () -> Errors.service("RequestEntityTooLarge", 413),
          () -> SdkServiceException.builder().message("no code").statusCode(500).build(),
          () -> AwsServiceException.builder().message("no details").statusCode(400).build(),
          () ->
              AwsServiceException.builder()
                  .message("no code")
                  .statusCode(400)
                  .awsErrorDetails(AwsErrorDetails.builder().build())
                  .build(),
          () -> ApiCallTimeoutException.create(1_000),
          () -> ApiCallAttemptTimeoutException.create(1_000),
          () -> AbortedException.create("aborted"),
          () -> SdkClientException.create("no credentials"),
          () -> SdkClientException.builder().build(),
          () -> Errors.unreached(new SocketTimeoutException()),
          () -> Errors.unreached(null),
          () ->
              SdkClientException.create(
                  "far away", new IllegalStateException(new IOException("Connection refused"))));

  private static final List<BatchStatementErrorCodeEnum> OF_A_STATEMENT =
      List.of(
          BatchStatementErrorCodeEnum.VALIDATION_ERROR,
          BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED,
          BatchStatementErrorCodeEnum.REQUEST_LIMIT_EXCEEDED,
          BatchStatementErrorCodeEnum.INTERNAL_SERVER_ERROR,
          BatchStatementErrorCodeEnum.TRANSACTION_CONFLICT,
          BatchStatementErrorCodeEnum.ACCESS_DENIED,
          BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND,
          BatchStatementErrorCodeEnum.UNKNOWN_TO_SDK_VERSION);

  private static final Duration SLOWEST = Duration.ofSeconds(12);

  private final World world;

  Refusals(World world) {
    this.world = world;
  }

  /** Refuses a call as a whole, before anything is done. */
  void ofCall() {
    if (strikes(Fault.CALL_REFUSED)) {
      RuntimeException refusal =
          isOfAReplayer() ? any() : OF_A_CALL.get(world.random().nextInt(OF_A_CALL.size())).get();
      world.note("a call is refused: " + refusal);
      throw refusal;
    }
  }

  /** A replayer's settings are a person's, and may be wrong. */
  private boolean isOfAReplayer() {
    KillableProcess process = world.time().current().process();
    return process != null && process.dying() == Fault.REPLAYER_CRASH;
  }

  /** Returns one of the refusals that a client can be given. */
  RuntimeException any() {
    List<Supplier<RuntimeException>> some =
        world.random().nextBoolean() ? OF_A_CALL : Errors.OF_A_PERSON;
    return some.get(world.random().nextInt(some.size())).get();
  }

  /** Takes seconds; throws where the client does not wait that long. */
  void slowly(Optional<AwsRequestOverrideConfiguration> asked) {
    if (strikes(Fault.SLOW_CALL)) {
      Duration takes = world.between(Duration.ofSeconds(1), SLOWEST);
      Duration waits = asked.flatMap(it -> it.apiCallTimeout()).orElse(SLOWEST);
      world.note("a call takes " + takes);
      if (takes.compareTo(waits) > 0) {
        world.pause(waits);
        throw ApiCallTimeoutException.create(waits.toMillis());
      }
      world.pause(takes);
    }
  }

  /** Returns why one statement of a batch is refused; null if it is not. */
  @Nullable BatchStatementError ofStatement() {
    if (!strikes(Fault.STATEMENT_REFUSED)) {
      return null;
    }
    int sort = world.random().nextInt(OF_A_STATEMENT.size() + 1);
    BatchStatementError.Builder error = BatchStatementError.builder();
    if (sort < OF_A_STATEMENT.size()) {
      BatchStatementErrorCodeEnum code = OF_A_STATEMENT.get(sort);
      error.code(
          code == BatchStatementErrorCodeEnum.UNKNOWN_TO_SDK_VERSION ? "New" : code.toString());
    }
    return error.build();
  }

  /** Tells whether an entry of a batch is the sender's fault, in the queue's opinion. */
  boolean ofEntry() {
    return strikes(Fault.STATEMENT_REFUSED);
  }

  /** Returns an answer of which the end may be missing. */
  <T> List<T> answered(List<T> answers) {
    if (answers.isEmpty() || !strikes(Fault.ANSWER_INCOMPLETE)) {
      return answers;
    }
    world.note("an answer is incomplete");
    return List.copyOf(answers.subList(0, world.random().nextInt(answers.size())));
  }

  /** The main strand has no process that could meet with anything. */
  private boolean strikes(Fault fault) {
    return !world.time().isMain() && world.weather().strikes(fault);
  }
}

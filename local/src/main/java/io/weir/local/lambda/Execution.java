package io.weir.local.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * An invocation's outcome and its log.
 *
 * @param logTail completes, soon after the outcome, with the last 4 KB of the log
 */
record Execution(Invocation outcome, CompletableFuture<byte[]> logTail) {}

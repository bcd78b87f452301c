/**
 * A stand-in for DynamoDB that answers after a set delay and costs next to nothing, so that what is
 * measured is the client. It is no emulator: it knows three calls, and of those what decides.
 */
@NullMarked
package io.weir.bench.standin;

import org.jspecify.annotations.NullMarked;

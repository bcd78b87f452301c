/**
 * Lambda's event source mapping for a Kinesis stream.
 *
 * <p>{@link io.weir.local.mapping.BatchState} decides, without I/O, clock or randomness, what is to
 * happen to a batch; {@link io.weir.local.mapping.EventSourceMapping} carries it out on the wall
 * clock. What the mapping reads from, calls and writes to are the three ports {@link
 * io.weir.local.mapping.RecordSource}, {@link io.weir.local.mapping.Target} and {@link
 * io.weir.local.mapping.OnFailure}.
 */
@NullMarked
package io.weir.local.mapping;

import org.jspecify.annotations.NullMarked;
